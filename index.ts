export * from "./executor/index.js";
export * from "./planner/index.js";
export { type Budget, defaultBudget, type Policy, parsePolicy } from "./policy/index.js";
export * from "./toolspecs/index.js";
export * from "./verifier/index.js";
