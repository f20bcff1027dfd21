import { dirname, isAbsolute, relative, resolve } from "node:path";
import { type Command, InvalidArgumentError, type Option } from "commander";
import { type Config, findConfig, readConfig, type Settings } from "../config/index.js";
import { failure, type Outcome, success } from "../toolspecs/index.js";
import { type Io, variable } from "./io.js";
import type { Problem } from "./problem.js";

const serverVariables = ["OPENAI_BASE_URL", "HOLDSHORT_ENDPOINTS"];
/** Flags that say the same in another way: the file says nothing where one of them is given. */
const rivals: { readonly [setting: string]: string } = { baseUrl: "endpoint", endpoint: "baseUrl" };

/** Where settings may be said in the environment too, which goes before the file. */
const variables: { readonly [setting: string]: readonly string[] } = {
  model: ["HOLDSHORT_MODEL"],
  baseUrl: serverVariables,
  endpoint: serverVariables,
};

type Place = Pick<Io, "cwd" | "env">;

/**
 * Gives the flags that nobody gave the values of the settings file: the one that `--config` names, or the nearest. A setting is
 * the text of its flag, written as JSON, and is read by the same reader.
 */
export async function configure(command: Command, place: Place): Promise<Outcome<undefined, Problem>> {
  const named: unknown = command.getOptionValue("config");
  if (!command.options.some(({ long }) => long === "--config") || named === false) return success(undefined);
  const file = typeof named === "string" ? resolve(place.cwd, named) : await findConfig(place.cwd);
  if (file === undefined) return success(undefined);
  const name = shown(file, place.cwd);
  const config = await readConfig(file, name);
  if (!config.ok) return config;
  command.setOptionValueWithSource("settings", name, "config");
  const settings = new Map<string, unknown>(Object.entries(fromHere(config.value, place.cwd)));
  if (settings.has("tools") && !isGiven(command, "tools"))
    command.setOptionValueWithSource("base", dirname(file), "config");
  for (const option of command.options) {
    const problem = give(command, option, settings.get(option.attributeName()), place);
    if (problem !== undefined) {
      return failure({ code: "invalid_config", place: `${name} ${option.attributeName()}`, message: problem });
    }
  }
  return success(undefined);
}

function give(command: Command, option: Option, setting: unknown, { env }: Place): string | undefined {
  const name = option.attributeName();
  if (setting === undefined || isGiven(command, name) || isGiven(command, rivals[name] ?? "")) return undefined;
  if (variables[name]?.some((one) => variable(env, one) !== undefined)) return undefined;
  try {
    command.setOptionValueWithSource(name, read(option, setting), "config");
    return undefined;
  } catch (error) {
    if (error instanceof InvalidArgumentError) return error.message;
    throw error;
  }
}

function isGiven(command: Command, name: string): boolean {
  const source = command.getOptionValueSource(name);
  return source !== undefined && source !== "default";
}

function read(option: Option, setting: unknown): unknown {
  if (typeof setting === "boolean") return setting;
  const texts = textsOf(option.attributeName(), setting);
  const { parseArg } = option;
  if (parseArg === undefined) return option.variadic ? texts : texts[0];
  return texts.reduce<unknown>((before, text) => parseArg(text, before), undefined);
}

/** Flags that take all their pairs in one text. */
const together = new Set(["budget", "prices"]);

/** A list is a flag given several times, an object its pairs. */
function textsOf(name: string, setting: unknown): readonly string[] {
  if (Array.isArray(setting)) return setting.map(String);
  if (typeof setting !== "object" || setting === null) return [String(setting)];
  const pairs = Object.entries(setting).map(([key, value]) => `${key}=${value}`);
  return together.has(name) ? [pairs.join(",")] : pairs;
}

/** Paths as a person in that folder would write them, because reports show them; absolute from elsewhere. */
function fromHere({ file, settings }: Config, cwd: string): Settings {
  if (dirname(file) !== cwd) return settings;
  const { tools, shapes, observed, policy } = settings;
  const short = (path: string) => (isAbsolute(path) ? shown(path, cwd) : path);
  return {
    ...settings,
    ...(tools && {
      tools: tools.map((source) =>
        source.replace(/^([A-Za-z_][\w.-]*=)?(.*)$/s, (_, name = "", path) => name + short(path)),
      ),
    }),
    ...(shapes && { shapes: shapes.map(short) }),
    ...(observed && { observed: observed.map(short) }),
    ...(policy !== undefined && { policy: short(policy) }),
  };
}

function shown(file: string, cwd: string): string {
  const path = relative(cwd, file);
  return path === "" || path.startsWith("..") ? file : path;
}
