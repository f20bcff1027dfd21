export type { Aim } from "./aim.js";
export { aimed, type Manner } from "./aimed.js";
export { deviating } from "./deviation.js";
export { offerShared } from "./links.js";
export { type Aims, aimsOf } from "./mine.js";
