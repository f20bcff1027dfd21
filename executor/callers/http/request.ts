import {
  failure,
  type HttpCall,
  type HttpParameter,
  isObject,
  type Json,
  type Outcome,
  success,
} from "../../../toolspecs/index.js";
import { encodeBody } from "./body.js";
import { listed, pairs, type Sent } from "./style.js";

/** A request, ready to be sent. */
export interface HttpRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly body?: string | FormData;
}

export interface Credential {
  readonly form: "bearer" | "basic" | "plain";
  readonly in: "header" | "query" | "cookie";
  readonly name: string;
  readonly value: string;
}

/** What a call of a tool sends (OpenAPI 3.1, 4.8.12). A failure says why it cannot be sent. */
export function requestOf(
  http: HttpCall,
  args: Json,
  { base, credential }: { readonly base: string; readonly credential: Credential | undefined },
): Outcome<HttpRequest, string> {
  const given = Object.entries(isObject(args) ? (args as { readonly [name: string]: Json }) : {});
  const sent = given.map(([property, value]): Sent => {
    const known = Object.hasOwn(http.parameters, property) ? http.parameters[property] : undefined;
    const { in: place, ...how } = known ?? { in: "body" as const, name: property };
    return { place, how, name: how.name ?? "", value };
  });
  const of = (place: HttpParameter["in"]) => sent.filter((one) => one.place === place);
  const path = pathOf(http.path, of("path"));
  if (!path.ok) return path;
  if (!URL.canParse(base)) return failure(`${JSON.stringify(base)} is no address that a path can be put behind`);
  const url = new URL(base.replace(/\/+$/, "") + path.value);
  for (const one of of("query")) for (const [name, value] of pairs(one)) url.searchParams.append(name, value);
  const headers = new Headers({ accept: "application/json, text/*;q=0.5" });
  for (const { name, value } of of("header")) headers.set(name, listed(value));
  const cookies = of("cookie").map(({ name, value }) => `${name}=${encodeURIComponent(listed(value))}`);
  if (credential !== undefined) place(credential, { url, headers, cookies });
  if (cookies.length > 0) headers.set("cookie", cookies.join("; "));
  const body = encodeBody(http.body, of("body"));
  if (body?.type !== undefined) headers.set("content-type", body.type);
  return success({ url, method: http.method, headers, ...(body === undefined ? {} : { body: body.content }) });
}

/** No value may lead out of its place in the path: `..` would call another operation than the one that was judged. */
function pathOf(template: string, sent: readonly Sent[]): Outcome<string, string> {
  let problem: string | undefined;
  const path = template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const text = listed(sent.find((one) => one.name === name)?.value ?? null);
    if (text === "" || text === "." || text === "..")
      problem = `${JSON.stringify(text)} cannot stand for {${name}} in ${template}`;
    return encodeURIComponent(text);
  });
  return problem === undefined ? success(path) : failure(problem);
}

interface Target {
  readonly url: URL;
  readonly headers: Headers;
  readonly cookies: string[];
}

function place(credential: Credential, { url, headers, cookies }: Target): void {
  const { name, value, form } = credential;
  if (credential.in === "query") url.searchParams.set(name, value);
  else if (credential.in === "cookie") cookies.push(`${name}=${value}`);
  else headers.set(name, written[form](value));
}

const written = {
  plain: (value: string) => value,
  bearer: (value: string) => `Bearer ${value}`,
  basic: (value: string) => `Basic ${Buffer.from(value, "utf8").toString("base64")}`,
};
