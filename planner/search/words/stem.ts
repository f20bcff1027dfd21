export { isPlural, singular, stem } from "../../../toolspecs/index.js";
