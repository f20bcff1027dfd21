export { renderHtml } from "./html/render.js";
export { verdictJson } from "./json.js";
export { runJson } from "./run.js";
export { renderQuestion } from "./text/question.js";
export { type RenderOptions, renderVerdict } from "./text/render.js";
export { renderRun } from "./text/run.js";
export { renderTools } from "./text/tools.js";
export { visible } from "./text/visible.js";
export { toolsJson } from "./tools.js";
