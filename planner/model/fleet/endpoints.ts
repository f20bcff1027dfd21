import { type HintKind, hintKinds } from "../server/hints.js";

/** One of several servers of the same model. */
export interface Endpoint {
  /** Where its OpenAI-compatible API stands, up to and with its version. */
  readonly baseURL: string;
  /** How it wants to be told what a request is part of. Default `none`: only the fields of the OpenAI API are sent. */
  readonly hints?: HintKind | undefined;
  /** Requests of ours that it gets at the same time, at most. Default 32, about a batch. */
  readonly slots?: number | undefined;
}

export interface EndpointSettings {
  readonly baseURL: string;
  readonly hints: HintKind;
  readonly slots: number;
}

export function endpointSettings({ baseURL, hints = "none", slots = 32 }: Endpoint): EndpointSettings {
  return { baseURL: baseURL.trim().replace(/\/+$/, ""), hints, slots };
}

export interface WrongEndpoint {
  readonly place: string;
  readonly message: string;
}

/** What cannot be meant. `misplaced` judges one address; no message repeats an address, which may hold a secret. */
export function wrongEndpoint(
  endpoints: readonly EndpointSettings[],
  misplaced: (baseURL: string, place: string) => WrongEndpoint | undefined,
): WrongEndpoint | undefined {
  if (endpoints.length === 0) return { place: "endpoints", message: "There is no endpoint. Name at least one server." };
  const seen = new Set<string>();
  for (const [index, { baseURL, hints, slots }] of endpoints.entries()) {
    const place = `endpoints[${index}]`;
    const problem = misplaced(baseURL, place);
    if (problem !== undefined) return problem;
    if (!hintKinds.includes(hints)) return { place, message: `There are no such hints. Give ${hintKinds.join(", ")}.` };
    if (!Number.isInteger(slots) || slots < 1) {
      return { place, message: `${slots} is no number of requests. Give a whole number from 1 up.` };
    }
    const { href } = new URL(baseURL);
    if (seen.has(href)) return { place, message: `${baseURL} is given twice. Decide for one.` };
    seen.add(href);
  }
  return undefined;
}
