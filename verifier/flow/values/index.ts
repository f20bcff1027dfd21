export { analyseData, type CallFlow, type DataFlow, isExplicit, type Leaf, noDataFlow } from "./data-flow.js";
export { how, type LiteralOrigin, type Origin, type OutputOrigin } from "./origin.js";
