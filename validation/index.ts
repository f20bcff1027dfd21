export { type Pattern, patternOf } from "./regexp.js";
export {
  createValidators,
  hasFormat,
  type Validate,
  type Validators,
  type Violation,
  validatorOf,
} from "./validator.js";
