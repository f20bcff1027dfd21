import type { Catalogue } from "../../../toolspecs/index.js";
import { callRules } from "./calls.js";
import { expressionRules } from "./expressions.js";
import type { Grammar, Part } from "./grammar.js";
import { lexicalRules } from "./lexical.js";
import { anyBut, choice, rule, sequence, some } from "./parts.js";
import { statementRules } from "./statements.js";
import { typeRules } from "./types.js";

/**
 * What a model may answer: one program of the plan subset in a fence, in which only these tools are called, or that it cannot. Every
 * program passes the first phase of the judge; what the subset allows and models have no use for is left out.
 */
export function planGrammar(catalogue: Catalogue): Grammar {
  const namespaces = [...new Set(catalogue.bindings.map(({ namespace }) => namespace))];
  const rules: readonly (readonly [string, Part])[] = [
    ["root", choice(rule("answer"), rule("cannot"))],
    ["answer", sequence("```ts\n", rule("program"), "```")],
    ["cannot", sequence("CANNOT: ", choice("tool", "value"), ": ", some(anyBut("\n`")))],
    ...statementRules(),
    ...expressionRules(),
    ...callRules(catalogue),
    ...typeRules(namespaces),
    ...lexicalRules(namespaces),
  ];
  return { root: "root", rules: new Map(rules) };
}

/** The same, for whoever takes no CANNOT for an answer. */
export function withoutWayOut(grammar: Grammar): Grammar {
  return { ...grammar, root: "answer" };
}

/** The same, for whoever wants the program alone. */
export function programGrammar(catalogue: Catalogue): Grammar {
  return { ...planGrammar(catalogue), root: "program" };
}
