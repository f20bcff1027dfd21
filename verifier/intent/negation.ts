import ts = require("typescript");

import type { DataFlow } from "../flow/values/index.js";
import type { Goal, Span } from "../grounding/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import type { Acting } from "./acting.js";
import { bearingOf } from "./bearing.js";
import { namesDeed } from "./deeds.js";
import type { GroundedLiteral } from "./made-up.js";
import { placeOf } from "./names.js";
import { mentionAt } from "./sentence.js";

interface Program {
  readonly data: DataFlow;
  readonly acting: Acting;
}

/** Plans that act on what is equal to a word of the goal that stands behind "not", or on all but what it asks for. */
export function findNegations(
  literals: readonly GroundedLiteral[],
  { data, acting }: Program,
  { text }: Goal,
): readonly Issue[] {
  const tools = data.calls.map(({ binding }) => binding.spec.name);
  // What a call is given is what things are to become: those that are it already may well be left out.
  const given = new Set(
    literals.flatMap(({ value, uses }) => (uses.some((use) => use.as === "argument") ? [value] : [])),
  );
  return literals.flatMap(({ node, value, grounding }) => {
    const exact = grounding.by === "goal" && (grounding.how === "exact" || grounding.how === "normalised");
    if (!exact || typeof value !== "string" || given.has(value) || !ts.isExpression(node)) return [];
    const acts = actsOnEqual(node, acting);
    const wants = acts === undefined ? undefined : wantsEqual(text, grounding, tools);
    return wants === undefined || wants === acts
      ? []
      : [issueFor(node.parent, text.slice(grounding.start, grounding.end), wants)];
  });
}

function issueFor(comparison: ts.Node, word: string, wants: boolean): Issue {
  const [said, done] = wants ? ["names", "all but that"] : ["excludes", "that"];
  const message = `The goal ${said} ${JSON.stringify(word)}, and the plan acts on ${done}: look again at \`${comparison.getText()}\`.`;
  return issueAt("comparison_contradicts_goal", placeOf(comparison), message, "warning");
}

function actsOnEqual(literal: ts.Expression, acting: Acting): boolean | undefined {
  const { parent } = literal;
  const kind = ts.isBinaryExpression(parent) ? parent.operatorToken.kind : undefined;
  if (kind !== ts.SyntaxKind.EqualsEqualsEqualsToken && kind !== ts.SyntaxKind.ExclamationEqualsEqualsToken)
    return undefined;
  const bearing = ts.isExpression(parent) ? bearingOf(parent, acting) : undefined;
  return bearing && (kind === ts.SyntaxKind.EqualsEqualsEqualsToken) === (bearing === "holds");
}

const negator =
  /(?:(?<!\p{L})(?:not|no longer|never|unless|except|excluding|other than)|n['’]t)(?: \p{L}+){0,3} ["'“‘]?$/iu;

/** Whether the goal wants what is equal to the word; undefined where it stands twice or in a sentence that says more. */
function wantsEqual(text: string, span: Span, tools: readonly string[]): boolean | undefined {
  if (text.toLowerCase().split(text.slice(span.start, span.end).toLowerCase()).length !== 2) return undefined;
  const lead = text.slice(0, span.start);
  if (negator.test(lead)) return /(?<!\p{L})(?:if|when|while|where)(?!\p{L})[^.;]*$/iu.test(lead) ? undefined : false;
  const mention = mentionAt(text, { words: span });
  if (mention.kind === "unclear") return undefined;
  return tools.some((tool) => namesDeed(tool, mention.main)) ? true : undefined;
}
