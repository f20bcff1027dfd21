import ts = require("typescript");

import type { Binding, Schema, SchemaObject } from "../../toolspecs/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import { wordsWritten } from "../syntax.js";
import type { DataFlow } from "./values/index.js";

interface Read {
  readonly file: ts.SourceFile;
  readonly uses: ReadonlyMap<ts.CallExpression, Binding>;
  readonly data: DataFlow;
}

/**
 * Lists that come in pages of which the plan takes the first for all there is, told once for each tool. A tool is one of pages if its
 * output says whether there are more and it can be asked for them. Not meant is a plan that looks at that, asks for a page or
 * for so many, or hands the answer on whole.
 */
export function findFirstPages({ file, uses, data }: Read): readonly Issue[] {
  const written = wordsWritten(file);
  const found = new Map<Binding, Issue>();
  for (const [call, binding] of uses) {
    const signs = moreSigns(binding.spec.output.schema);
    const turns = Object.keys(binding.spec.input.properties ?? {}).filter((name) => asksForPage.test(name));
    const [sign] = signs;
    const [turn] = turns;
    if (sign === undefined || turn === undefined || found.has(binding)) continue;
    const deliberate = [...signs, ...turns].some((name) => written.has(name)) || limits(call) || isHandedOn(call, data);
    if (deliberate) continue;
    const name = `${binding.namespace}.${binding.member}`;
    const message = `${name} returns one page, and \`${sign}\` of it says whether there are more, which the plan does not look at. Call it again with \`${turn}\` until there are none, or return \`${sign}\` so that the reader knows.`;
    found.set(binding, issueAt("first_page", { file, start: call.getStart(file) }, message));
  }
  return [...found.values()];
}

const saysMore =
  /^(?:next|has_?more|more|is_?last|last_?page|next_?(?:page|cursor|token|offset|link|url|page_?token)|has_?next(?:_?page)?|(?:end|page)_?cursor|continuation_?token|total_?pages)$/i;
const asksForPage =
  /^(?:page|cursor|offset|skip|after|start|starting_?after|page_?(?:token|number|no|index|cursor)|next_?(?:page|token|cursor|page_?token)|continuation_?token|start_?(?:at|cursor|index))$/i;
const asksForFew =
  /^(?:limit|first|last|top|count|size|max|n|take|per_?page|page_?size|max_?(?:results|items)|num_?results)$/i;

/** Members of an output, at the top or in an object there (`meta.next_cursor`), that say whether there is more. */
function moreSigns(schema: Schema): readonly string[] {
  const top = propertiesOf(schema);
  const holdsList = Object.values(top).some((part) => typeof part === "object" && part.type === "array");
  if (!holdsList) return [];
  const inner = Object.values(top).flatMap((part) => Object.keys(propertiesOf(part)));
  return [...Object.keys(top), ...inner].filter((name) => saysMore.test(name));
}

function propertiesOf(schema: Schema): NonNullable<SchemaObject["properties"]> {
  return (typeof schema === "object" ? schema.properties : undefined) ?? {};
}

/** Whoever says how many takes the rest for not wanted. */
function limits({ arguments: [given] }: ts.CallExpression): boolean {
  if (given === undefined || !ts.isObjectLiteralExpression(given)) return false;
  return given.properties.some(({ name }) => name !== undefined && ts.isIdentifier(name) && asksForFew.test(name.text));
}

/** The plan returns the answer as it is, and the sign with it. */
function isHandedOn(call: ts.CallExpression, { result }: DataFlow): boolean {
  return result.some(({ origins }) =>
    [...origins.keys()].some((origin) => origin.kind === "output" && origin.call === call && origin.path === ""),
  );
}
