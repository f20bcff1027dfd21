import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import {
  checkedDocument,
  failure,
  isObject,
  type Outcome,
  readJsonFile,
  type SourceIssue,
  success,
  wrongName,
} from "../toolspecs/index.js";
import { located } from "./located.js";
import type { Config, Settings } from "./settings.js";

/** A settings file, by its absolute path, or all that is wrong with it. `name` is what the issues call it. */
export async function readConfig(file: string, name = file): Promise<Outcome<Config, SourceIssue>> {
  const document = await readJsonFile(file, { source: name, path: [] });
  if (!document.ok) return document;
  const settings = await parseSettings(document.value, name);
  if (!settings.ok) return settings;
  const folder = dirname(file);
  for (const [index, source] of (settings.value.tools ?? []).entries()) {
    const message = await wrongName(source, folder);
    if (message !== undefined) return failure({ code: "invalid_config", place: `${name} tools[${index}]`, message });
  }
  return success({ file, settings: located(settings.value, folder) });
}

/** A document as settings, its paths still as they were written. `source` names it in the places of the issues. */
export async function parseSettings(
  document: unknown,
  source = "holdshort.json",
): Promise<Outcome<Settings, SourceIssue>> {
  const key = isObject(document) ? keyNames.find((name) => Object.hasOwn(document, name)) : undefined;
  if (key !== undefined) return failure({ code: "invalid_config", place: `${source} ${key}`, message: noKeys });
  const settings = await checkedDocument<Settings>(document, source, { schema: schema(), code: "invalid_config" });
  const problem = settings.ok ? wrongServer(settings.value) : undefined;
  if (problem === undefined) return settings;
  return failure({ code: "invalid_config", place: `${source} ${problem.setting}`, message: problem.message });
}

function wrongServer({ baseUrl, endpoint = [] }: Settings): { setting: string; message: string } | undefined {
  if (baseUrl !== undefined && endpoint.length > 0) return { setting: "endpoint", message: both };
  if (baseUrl !== undefined && !isHere(baseUrl)) return { setting: "baseUrl", message: elsewhere };
  // What is no address is for whoever reads the flag of the same name.
  const addresses = endpoint.flatMap((text) => text.split(",")).map((text) => text.trim().replace(/^[a-z-]+=/, ""));
  return addresses.every(isHere) ? undefined : { setting: "endpoint", message: elsewhere };
}

/** On this machine: whoever wrote the file then learns no key and no goal by it. */
function isHere(address: string): boolean {
  if (!URL.canParse(address)) return true;
  const { hostname } = new URL(address);
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "[::1]" ||
    /^127(\.\d+){3}$/.test(hostname)
  );
}

const elsewhere =
  "A server on another machine is not named in this file, because your key and your goals go to it. Set OPENAI_BASE_URL, or give --base-url; for several, HOLDSHORT_ENDPOINTS or --endpoint.";
const both = "It stands beside baseUrl. Name the one server, or all of them as endpoint.";

/** Where people look first for the place of a key. */
const keyNames = ["apiKey", "api_key", "key", "token"];
const noKeys = "Keys do not belong in this file, which others read. Take it out, and set OPENAI_API_KEY.";

function schema(): object {
  return JSON.parse(readFileSync(new URL("./holdshort.schema.json", import.meta.url), "utf8"));
}
