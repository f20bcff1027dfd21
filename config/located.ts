import { resolve } from "node:path";
import type { Settings } from "./settings.js";

/** The settings with every path absolute: in the file they start from its own folder. */
export function located(settings: Settings, folder: string): Settings {
  const { tools, shapes, observed, policy, model } = settings;
  const at = (file: string) => resolve(folder, file);
  return {
    ...settings,
    ...(tools && { tools: tools.map((source) => locatedSource(source, at)) }),
    ...(shapes && { shapes: shapes.map(at) }),
    ...(observed && { observed: observed.map(at) }),
    ...(policy !== undefined && { policy: at(policy) }),
    ...(model !== undefined && { model: isLocalModel(model) ? at(model) : model }),
  };
}

/** `name=<file or URL>`; the name is kept, a URL is no file. */
function locatedSource(source: string, at: (file: string) => string): string {
  const [, name, rest] = /^([A-Za-z_][\w.-]*)=(.+)$/s.exec(source) ?? [];
  const location = rest ?? source;
  const path = /^https?:\/\//i.test(location) ? location : at(location);
  return name === undefined ? path : `${name}=${path}`;
}

function isLocalModel(model: string): boolean {
  return model.endsWith(".gguf") && !model.startsWith("hf:");
}
