export { type Budget, defaultBudget } from "./budget.js";
