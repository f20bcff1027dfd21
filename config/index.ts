export { configName, findConfig } from "./find.js";
export { parseSettings, readConfig } from "./read.js";
export type { Config, Settings } from "./settings.js";
