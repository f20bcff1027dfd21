import type ts from "typescript";
import type { Binding } from "../../../toolspecs/index.js";

// What a plan does, as a tree of steps in the order of evaluation. Functions of the program stand where they are called, so one
// place in the source can be several steps. All that is said of effects (order, conditions, outline) is read off this tree.

/** One call of a function of the program: what its parameters stand for. */
export interface Frame {
  readonly fn: ts.Node;
  readonly args: ReadonlyMap<ts.Symbol, Argument>;
  readonly caller?: Frame;
  /** Where it is called; absent for functions that others call. */
  readonly at?: ts.CallExpression;
}

export interface Argument {
  readonly value: ts.Expression;
  readonly frame: Frame;
}

export interface Call {
  readonly kind: "call";
  readonly node: ts.CallExpression;
  readonly binding: Binding;
  readonly frame: Frame;
}

export interface Sequence {
  readonly kind: "sequence";
  readonly steps: readonly Step[];
}

export interface Arm {
  /** What holds in this arm, as source text; empty: whatever no other arm takes. */
  readonly when: string;
  readonly step: Step;
}

/** One of its arms. */
export interface Branch {
  readonly kind: "branch";
  readonly node: ts.Node;
  /** What is asked. Its value may change from round to round of a loop. */
  readonly condition: ts.Expression;
  readonly arms: readonly Arm[];
}

/** Any number of times: a loop, or a function handed to a method such as `map`. */
export interface Loop {
  readonly kind: "loop";
  readonly node: ts.IterationStatement | ts.FunctionLikeDeclaration;
  readonly label: string;
  /** The list it goes through; absent for loops that count or wait. */
  readonly list?: ts.Expression;
  /** Whether a round starts before the one before it has ended. */
  readonly parallel: boolean;
  readonly body: Step;
}

/** All of them at the same time. */
export interface Parallel {
  readonly kind: "parallel";
  readonly node: ts.Node;
  readonly arms: readonly Step[];
}

export interface Try {
  readonly kind: "try";
  readonly node: ts.TryStatement | ts.CallExpression;
  readonly body: Step;
  readonly handler?: Step;
  readonly last?: Step;
}

/** The body of a function where it is called: leaving it is not leaving the plan. */
export interface Body {
  readonly kind: "body";
  readonly step: Step;
}

/** Started here and not waited for; `holder` is the variable through which it can be. */
export interface Open {
  readonly kind: "open";
  readonly holder: ts.Symbol | undefined;
  readonly step: Step;
}

/** Here the plan waits for what these variables hold. */
export interface Settle {
  readonly kind: "settle";
  readonly holders: ReadonlySet<ts.Symbol>;
}

/** A function kept as a value: it may run any time, any number of times. */
export interface Loose {
  readonly kind: "loose";
  readonly step: Step;
}

export interface Exit {
  readonly kind: "exit";
  readonly how: "return" | "throw" | "break" | "continue";
  readonly node: ts.Statement;
}

export type Step = Call | Sequence | Branch | Loop | Parallel | Try | Body | Open | Settle | Loose | Exit;

export function sequence(steps: readonly Step[]): Step {
  const flat = steps.flatMap((step) => (step.kind === "sequence" ? step.steps : [step]));
  const [only] = flat;
  return flat.length === 1 && only !== undefined ? only : { kind: "sequence", steps: flat };
}

/** The parts of a step, in order. */
export function parts(step: Step): readonly Step[] {
  switch (step.kind) {
    case "sequence":
      return step.steps;
    case "branch":
      return step.arms.map((arm) => arm.step);
    case "parallel":
      return step.arms;
    case "try":
      return [step.body, step.handler ?? nothing, step.last ?? nothing];
    case "loop":
      return [step.body];
    case "body":
    case "open":
    case "loose":
      return [step.step];
    default:
      return [];
  }
}

export const nothing: Step = { kind: "sequence", steps: [] };

/** Whether any step of the tree is one that the predicate takes. */
export function some(step: Step, wanted: (step: Step) => boolean): boolean {
  return wanted(step) || parts(step).some((part) => some(part, wanted));
}

export function calls(step: Step): boolean {
  return some(step, ({ kind }) => kind === "call");
}
