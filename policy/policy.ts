import type { Json } from "../toolspecs/index.js";

/**
 * What a user allows plans to do: plain data, the same in a file (`policy.schema.json`) and in code. Everything is optional; an
 * empty policy allows everything but what the tools themselves require. It only ever narrows: no rule lifts another.
 */
export interface Policy {
  /** For editors. Not read. */
  readonly $schema?: string;
  /** What reports call it. */
  readonly name?: string;
  readonly tools?: ToolsRule;
  readonly budget?: BudgetRule;
  /** Calls that a person is asked about before each of them is made. */
  readonly approve?: readonly Selector[];
  readonly flows?: FlowsRule;
  readonly rules?: readonly Rule[];
  /** For how long after it was judged a plan may be run: `90s`, `30m`, `12h`, `7d`. Default: as long as nothing else changes. */
  readonly validFor?: string;
  /** Literals in the program that stand neither in the goal nor in the output of a tool. Default: not this policy's concern. */
  readonly ungrounded?: "refuse" | "warn" | "allow";
}

/**
 * Some tools. `read`, `write` or `irreversible`: those with just this effect. Else a name (`refund_invoice`, of any server) or
 * `server/name`, where `*` stands for any text.
 */
export type Selector = string;

/**
 * A place in arguments or outputs: `amount_cents`, `customer.id`, `invoices[].id`, `["odd.name"]`. `[]` is every element of an
 * array, `$` the whole value.
 */
export type Path = string;

/** What is denied stays denied, whatever else is allowed. */
export interface ToolsRule {
  /** For tools that no list names. Default: `deny` if there is an `allow` list, else `allow`. */
  readonly default?: "allow" | "deny";
  readonly allow?: readonly Selector[];
  readonly deny?: readonly Selector[];
}

export interface BudgetRule {
  /** Tool calls in one run. */
  readonly calls?: number;
  readonly callsInFlight?: number;
  /** Sum of what the tools say a call costs, over one run. */
  readonly cost?: number;
  /**
   * How long calls of one run may have been under way, `90s`, `30m`, `12h`, before no more are begun: of several at once the time counts once, and
   * that in which people are waited for does not. Held in the run, as no plan tells it.
   */
  readonly time?: string;
  /** Calls of the selected tools together, in one run. Held before anything runs: a plan that can exceed it is refused. */
  readonly tools?: { readonly [selector: Selector]: number };
}

export interface FlowsRule {
  /** `strict` also counts what only decides whether a call is made (a branch, a loop). Default: `normal`. */
  readonly mode?: "normal" | "strict";
  readonly deny?: readonly FlowRule[];
  /** Exceptions. */
  readonly allow?: readonly FlowRule[];
  /** Values that may flow anywhere: too narrow to carry what a stranger wants, or the user's own. */
  readonly endorse?: readonly Endorsement[];
}

export type Endorsement = "boolean" | "enum" | "number";

export interface FlowRule {
  /** Outputs of these tools; `untrusted`: of all whose output somebody else may have written. */
  readonly from: Selector;
  /** Only what stands here in the output. */
  readonly output?: Path;
  /** Calls of these tools; `sinks`: arguments through which harm could leave (what tools declare, else any that changes something). */
  readonly to: Selector;
  /** Only this argument. */
  readonly argument?: Path;
}

/** Calls of some tools, and with some arguments only. */
export interface CallPattern {
  readonly tool: Selector;
  /** Each holds of at least one value at its path. */
  readonly where?: Conditions;
}

/** Calls that were made and succeeded. */
export interface MadePattern extends CallPattern {
  /** Each holds of at least one value at its path in what the call returned. */
  readonly returned?: Conditions;
}

export interface Conditions {
  readonly [path: Path]: Condition;
}

/** Holds of a value if all that is said holds. */
export interface Condition {
  readonly is?: Json;
  readonly oneOf?: readonly Json[];
  /** A text of this form: `*` is any text without white space, `,`, `;`, `<`, `>` and `..`; `**` is any text. */
  readonly matches?: string;
  readonly atLeast?: number;
  readonly atMost?: number;
  /** Equal to a value that an earlier call returned. */
  readonly from?: Source;
  readonly not?: Condition;
  /** In `has`: holds also where the value is absent. */
  readonly optional?: boolean;
}

/** Values out of the outputs of earlier calls that succeeded. */
export interface Source extends CallPattern {
  /** Where the values, or the records that hold them, stand. Default: the whole output. */
  readonly output?: Path;
  /** Only records of which these hold. */
  readonly with?: Conditions;
  /** Where the value stands in a record. Default: the record itself. */
  readonly field?: Path;
}

interface Reasoned {
  /** Why, for the people and models that meet the rule. */
  readonly why?: string;
}

/** No such call is made. */
export interface NeverRule extends Reasoned {
  readonly never: CallPattern;
}
/** Every such call has arguments of which all this holds, for every value at the path. */
export interface EveryRule extends Reasoned {
  readonly every: CallPattern;
  readonly has: Conditions;
}
/** Before every such call another was made and succeeded, with the same values at some paths of the arguments. */
export interface BeforeRule extends Reasoned {
  readonly before: CallPattern;
  readonly must: MadePattern;
  readonly same?: readonly Path[];
}
/**
 * After every such call that succeeded another is made, at some time before the run ends. That it is tried is enough, unless
 * the rule says what it is to return.
 */
export interface AfterRule extends Reasoned {
  readonly after: MadePattern;
  readonly must: MadePattern;
  readonly same?: readonly Path[];
}
/** Attempts count, for one that failed may have done its work. */
export interface AtMostRule extends Reasoned {
  readonly atMost: number;
  readonly of: CallPattern;
  /** Each tool is counted apart, and by the values at these paths of its arguments. Absent: all calls together. */
  readonly per?: readonly Path[];
}
export interface AtLeastRule extends Reasoned {
  readonly atLeast: number;
  readonly of: CallPattern;
}

export type Rule = NeverRule | EveryRule | BeforeRule | AfterRule | AtMostRule | AtLeastRule;
