export * from "./protocol.js";
export { serve } from "./serve.js";
export type { Live, Planner, Project, Services, Trouble } from "./services.js";
