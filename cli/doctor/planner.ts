import type { Abilities, ModelOptions, TriedEndpoint } from "../../planner/index.js";
import { HoldshortError } from "../../toolspecs/index.js";
import { choosePlanner, isModelFile } from "../choice.js";
import type { Context } from "../context.js";
import type { PlannerFlags } from "../options.js";
import type { Finding } from "./finding.js";

/** Who would write programs and, if that is a model, whether it answers. */
export async function checkPlanner(flags: PlannerFlags, { io, parts }: Context): Promise<readonly Finding[]> {
  const about = "planner";
  const choice = choosePlanner(flags, io.env);
  if (!choice.ok) return choice.issues.map(({ message }) => wrong(about, message));
  if (choice.value.kind === "search") return [{ state: "ok", about, message: "embedded; no model is asked" }];
  const options = choice.value.kind === "model" ? choice.value.options : choice.value.model;
  try {
    const { tryModel, tryEndpoints } = await parts.planner();
    if (asksForForms(options)) return endpointFindings(options, await tryEndpoints(asEndpoints(options), io.signal));
    const started = performance.now();
    const { message } = await tryModel(options, io.signal);
    return [message === undefined ? answered(options, performance.now() - started) : wrong("model", message)];
  } catch (error) {
    if (!(error instanceof HoldshortError)) throw error;
    return error.issues.map(({ message }) => wrong("model", message));
  }
}

/** Whoever has several servers, or wants a model held to a form, is told what each can do. */
function asksForForms({ model, endpoints, grammar, decoupled }: ModelOptions): boolean {
  if (endpoints !== undefined) return true;
  return (grammar === true || decoupled !== undefined) && !isModelFile(model);
}

function asEndpoints({ baseURL, ...options }: ModelOptions): ModelOptions {
  if (options.endpoints !== undefined) return options;
  return { ...options, endpoints: [{ baseURL: baseURL ?? "https://api.openai.com/v1" }] };
}

function answered({ model, baseURL, apiKey }: ModelOptions, ms: number): Finding {
  const where = baseURL === undefined ? "" : ` at ${baseURL}`;
  return {
    state: "ok",
    about: "model",
    message: `${model}${where} answered in ${inSeconds(ms)} s, ${keyWords(apiKey)}`,
  };
}

/** Each server for itself: with one of them down the others still answer, and nobody would notice. */
function endpointFindings(options: ModelOptions, tried: readonly TriedEndpoint[]): readonly Finding[] {
  return tried.map(({ url, hints, ms, message, abilities, tellsLoad }) => {
    const about = `endpoint ${url}`;
    if (message !== undefined || abilities === undefined) return wrong(about, message ?? "does not answer");
    const lacks = options.grammar === true && abilities.grammar === "none" ? ["--grammar has no effect there"] : [];
    const told = hints === "none" ? [] : [`takes ${hints} hints`];
    const can = [...abilityWords(abilities), ...told, ...(tellsLoad ? ["tells its load"] : [])];
    const head = `${options.model} answered in ${inSeconds(ms)} s, ${keyWords(options.apiKey)}`;
    const does = can.length === 0 ? "plain answers only" : can.join(", ");
    return { state: "ok", about, message: [head, does, ...lacks].join("; ") };
  });
}

function abilityWords({ grammar, schema, seed, priority }: Abilities): readonly string[] {
  return [
    ...(grammar === "none" ? [] : [`grammars (${grammar})`]),
    ...(schema ? ["JSON schemas"] : []),
    ...(seed ? ["seeds"] : []),
    ...(priority ? ["priorities"] : []),
  ];
}

function inSeconds(ms: number): string {
  return (ms / 1_000).toFixed(1);
}

function keyWords(apiKey: string | undefined): string {
  return apiKey === undefined ? "without a key" : "with the key of OPENAI_API_KEY";
}

function wrong(about: string, message: string): Finding {
  return { state: "wrong", about, message };
}
