export { type Goal, readGoal } from "./goal.js";
export { ground } from "./ground.js";
export type { Grounding, GroundingContext, How } from "./grounding.js";
export { type GroundingJudgement, judgeGrounding } from "./judge-grounding.js";
export { type Literal, mayBeAddressOrIdentifier } from "./looks.js";
export type { Span } from "./span.js";
export { tellingKinds, unusedValues } from "./unused.js";
export type { StatedValue, ValueKind } from "./values.js";
