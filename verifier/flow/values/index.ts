export {
  analyseData,
  type CallFlow,
  type DataFlow,
  type Input,
  isExplicit,
  type Leaf,
  noDataFlow,
} from "./data-flow.js";
export { how, type InputOrigin, type LiteralOrigin, type Origin, type OutputOrigin } from "./origin.js";
