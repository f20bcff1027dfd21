import ts = require("typescript");

import { writtenName } from "../../toolspecs/index.js";
import { schemasAt } from "../flow/schema-at.js";
import type { DataFlow, OutputOrigin } from "../flow/values/index.js";
import type { Goal } from "../grounding/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import { fieldsOf } from "./declared.js";
import { isEquality } from "./impossible-comparison.js";
import { comparedWith } from "./literals.js";
import { placeOf } from "./names.js";

/**
 * Free text compared with what another field of the same record has as one of its choices: `run.branch === "failed"`, where `status` may be
 * "failed". A text that the goal quotes may be anybody's name.
 */
export function findSiblingChoices(file: ts.SourceFile, data: DataFlow, { text }: Goal): readonly Issue[] {
  const issues: Issue[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && isEquality(node) && !isQuoted(node.text, text)) {
      const other = comparedWith(node);
      const found = other === undefined ? undefined : mistaken(node.text, fieldsOf(other, data));
      if (found !== undefined) issues.push(issueFor(node, found));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return issues;
}

interface Mistaken {
  readonly field: OutputOrigin;
  readonly sibling: string;
}

function mistaken(value: string, fields: readonly OutputOrigin[]): Mistaken | undefined {
  const found = fields.flatMap((field): readonly Mistaken[] => {
    const { schema } = field.binding.spec.output;
    const [, above = "", name = ""] = /^(?:(.*)\.)?([^.[\]]+)$/.exec(field.path) ?? [];
    const own = schemasAt(schema, field.path);
    const isFree = own.length > 0 && own.every((one) => one.type === "string" && one.enum === undefined);
    if (name === "" || !isFree) return [];
    const siblings = schemasAt(schema, above).flatMap(({ properties }) => Object.keys(properties ?? {}));
    const choosing = siblings.filter((one) =>
      schemasAt(schema, above === "" ? one : `${above}.${one}`).some(({ enum: choices }) => choices?.includes(value)),
    );
    return choosing.map((sibling) => ({ field, sibling }));
  });
  return found.length === fields.length ? found[0] : undefined;
}

function issueFor(node: ts.StringLiteralLike, { field: { binding, path }, sibling }: Mistaken): Issue {
  const message = `\`${path}\` of \`${writtenName(binding)}\` is compared with ${JSON.stringify(node.text)}, which is one of the choices of \`${sibling}\` beside it. Compare that, or quote the text in the goal if it is meant.`;
  return issueAt("impossible_comparison", placeOf(node), message);
}

function isQuoted(value: string, goal: string): boolean {
  return goal.includes(`"${value}"`) || goal.includes(`“${value}”`) || goal.includes(`'${value}'`);
}
