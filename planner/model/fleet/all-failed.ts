import type { Failed } from "../completion.js";
import { failed } from "../server/failure.js";

export interface Blamed {
  readonly baseURL: string;
  /** Nothing: it was not asked. */
  readonly failed: Failed | undefined;
}

/** One issue for all of them, each with its own cause. */
export function allFailed(blamed: readonly Blamed[]): Failed {
  const [only, ...more] = blamed;
  if (only?.failed !== undefined && more.length === 0) return only.failed;
  const causes = blamed.map(({ baseURL, failed }) => `${baseURL} (${failed?.why ?? "not asked"})`);
  const codes = new Set(blamed.flatMap(({ failed }) => failed?.code ?? []));
  const message = `None of the ${blamed.length} model servers can answer: ${causes.join(", ")}. Look at each with holdshort doctor.`;
  return failed(codeOf(codes), message);
}

/** One that refuses the question can answer another, so that is what a caller can act on. */
function codeOf(codes: ReadonlySet<Failed["code"]>): Failed["code"] {
  const [code] = codes;
  if (codes.has("model_refuses_request")) return "model_refuses_request";
  return codes.size === 1 && code !== undefined ? code : "model_fleet_down";
}
