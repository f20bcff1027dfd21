import { HoldshortError } from "../../toolspecs/index.js";
import { choosePlanner } from "../choice.js";
import type { Context } from "../context.js";
import type { PlannerFlags } from "../options.js";
import type { Finding } from "./finding.js";

/** Who would write programs and, if that is a model, whether it answers. */
export async function checkPlanner(flags: PlannerFlags, { io, parts }: Context): Promise<readonly Finding[]> {
  const about = "planner";
  const choice = choosePlanner(flags, io.env);
  if (!choice.ok) return choice.issues.map(({ message }) => ({ state: "wrong", about, message }));
  if (choice.value.kind === "search") return [{ state: "ok", about, message: "embedded; no model is asked" }];
  const options = choice.value.kind === "model" ? choice.value.options : choice.value.model;
  const { model, baseURL, apiKey } = options;
  const where = baseURL === undefined ? "" : ` at ${baseURL}`;
  const started = performance.now();
  try {
    const { tryModel } = await parts.planner();
    const { message } = await tryModel(options, io.signal);
    if (message !== undefined) return [{ state: "wrong", about: "model", message }];
  } catch (error) {
    if (!(error instanceof HoldshortError)) throw error;
    return error.issues.map(({ message }) => ({ state: "wrong", about: "model", message }));
  }
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  const key = apiKey === undefined ? "without a key" : "with the key of OPENAI_API_KEY";
  return [{ state: "ok", about: "model", message: `${model}${where} answered in ${seconds} s, ${key}` }];
}
