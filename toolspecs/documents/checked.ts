import type { ErrorObject } from "ajv/dist/2020.js";
import type { SourceIssue, SourceIssueCode } from "../issue.js";
import { failure, type Outcome, success } from "../outcome.js";
import { schemaIssues, type Words } from "./schema-issues.js";

/** A kind of file that people write. */
export interface DocumentKind {
  /** A JSON Schema, 2020-12, that says all that `T` says. */
  readonly schema: object;
  /** Of the issues of a document that the schema refuses. */
  readonly code: SourceIssueCode;
  /** Formats of the schema that are ours. */
  readonly formats?: { readonly [name: string]: (text: string) => boolean };
  readonly words?: Words;
}

/**
 * A document as what its schema describes, or all that is wrong with it. `source` names it in the places of the issues. The
 * validator is loaded when the first document is read: whoever has none needs none.
 */
export async function checkedDocument<T>(
  document: unknown,
  source: string,
  { schema, code, formats = {}, words }: DocumentKind,
): Promise<Outcome<T, SourceIssue>> {
  const { Ajv2020 } = await import("ajv/dist/2020.js");
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    validateSchema: false,
    meta: false,
    allowUnionTypes: true,
    formats,
  });
  const fits = ajv.compile<T>(schema);
  if (fits(document)) return success(document);
  const errors: readonly ErrorObject[] = fits.errors ?? [];
  const [first, ...others] = schemaIssues(errors, { source, code, ...(words && { words }) });
  if (first === undefined) throw new Error("A document that its schema refuses has something wrong with it.");
  return failure(first, ...others);
}
