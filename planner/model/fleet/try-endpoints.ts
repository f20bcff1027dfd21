import { type ModelOptions, type ModelSettings, modelSettings } from "../options.js";
import type { Abilities, AbilityMemory } from "../server/abilities.js";
import { Ability } from "../server/ability.js";
import type { HintKind } from "../server/hints.js";
import { post } from "../server/post.js";
import { serverChat } from "../server/server-chat.js";
import { type Tried, tried } from "../try-model.js";
import type { EndpointSettings } from "./endpoints.js";
import { Pulse } from "./pulse.js";

/** How one of several servers does. */
export interface TriedEndpoint extends Tried {
  readonly url: string;
  readonly hints: HintKind;
  /** From the question to the answer. */
  readonly ms: number;
  /** Absent where it does not answer. */
  readonly abilities?: Abilities;
  /** Its `/metrics` can be read. */
  readonly tellsLoad: boolean;
}

/** Asks each endpoint for itself, with its hints. Throws `HoldshortError` for options that cannot be meant. */
export async function tryEndpoints(options: ModelOptions, signal?: AbortSignal): Promise<readonly TriedEndpoint[]> {
  const settings = modelSettings({ timeoutMs: 30_000, maxRetries: 0, ...options });
  return Promise.all((settings.endpoints ?? []).map((endpoint) => tryEndpoint(settings, endpoint, signal)));
}

/** Nothing waits for the load here. */
const patienceMs = 5_000;

async function tryEndpoint(
  all: ModelSettings,
  { baseURL, hints }: EndpointSettings,
  signal: AbortSignal | undefined,
): Promise<TriedEndpoint> {
  const settings = { ...all, baseURL, hints };
  const pulse = new Pulse(baseURL, () => performance.now(), patienceMs);
  const started = performance.now();
  const [answer] = await Promise.all([tried(serverChat(settings), signal), pulse.refresh()]);
  const about = {
    ...answer,
    url: baseURL,
    hints,
    ms: performance.now() - started,
    tellsLoad: pulse.load !== undefined,
  };
  if (!answer.answers) return about;
  const { abilities } = await new Ability(`${baseURL} ${settings.model}`, anew(settings.memory)).known(
    (question, more) => post({ settings, question, more }, { signal }),
  );
  return { ...about, abilities };
}

/** Whoever asks how a server does wants to know how it does now. What is found out is kept all the same. */
function anew(memory: AbilityMemory | undefined): AbilityMemory | undefined {
  return memory && { read: async () => undefined, write: (key, known) => memory.write(key, known) };
}
