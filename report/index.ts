export { renderHtml } from "./html/render.js";
export { verdictJson } from "./json.js";
export { type RenderOptions, renderVerdict } from "./text/render.js";
export { renderTools } from "./text/tools.js";
export { visible } from "./text/visible.js";
export { toolsJson } from "./tools.js";
