export * from "./planner/index.js";
export * from "./toolspecs/index.js";
export * from "./verifier/index.js";
