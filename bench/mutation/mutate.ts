import { changedLiteral } from "./mutators/changed-literal.js";
import { droppedArgument } from "./mutators/dropped-argument.js";
import { droppedAwait } from "./mutators/dropped-await.js";
import { droppedGuard } from "./mutators/dropped-guard.js";
import { duplicatedCall } from "./mutators/duplicated-call.js";
import { reorderedWrite } from "./mutators/reordered-write.js";
import { reversedCondition } from "./mutators/reversed-condition.js";
import { swappedArguments } from "./mutators/swapped-arguments.js";
import { wrongField } from "./mutators/wrong-field.js";
import { wrongTool } from "./mutators/wrong-tool.js";
import { randomOf } from "./random.js";
import { applied, type Mutator, type Subject } from "./syntax.js";

/** The ways in which programs are made wrong, in the order of the report. */
export const mutators = {
  "wrong tool": wrongTool,
  "wrong field": wrongField,
  "dropped await": droppedAwait,
  "swapped arguments": swappedArguments,
  "changed literal": changedLiteral,
  "dropped argument": droppedArgument,
  "reversed condition": reversedCondition,
  "dropped guard": droppedGuard,
  "duplicated irreversible call": duplicatedCall,
  "reordered write": reorderedWrite,
} satisfies { readonly [kind: string]: Mutator };

export type Kind = keyof typeof mutators;

export const kinds: readonly Kind[] = Object.keys(mutators).filter(isKind);

export function isKind(name: string): name is Kind {
  return Object.hasOwn(mutators, name);
}

/** A program that differs from a good one in one thing. */
export interface Mutant {
  readonly kind: Kind;
  readonly source: string;
  readonly what: string;
}

/** At most `cap` mutants of a kind, the same ones every time for the same program. */
export function mutantsOf(kind: Kind, subject: Omit<Subject, "random">, cap: number): readonly Mutant[] {
  const { text } = subject.file;
  const random = randomOf(`${kind}\n${text}`);
  const changes = random.shuffled(mutators[kind]({ ...subject, random }));
  const mutants = new Map<string, Mutant>();
  for (const { edits, what } of changes) {
    if (mutants.size >= cap) break;
    const source = applied(text, edits);
    if (source !== text && !mutants.has(source)) mutants.set(source, { kind, source, what });
  }
  return [...mutants.values()];
}
