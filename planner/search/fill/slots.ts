/** The places of a call that want a value: the leaves of the input schema, each with the words that describe it. */
import type { Json, SchemaObject, ToolSpec } from "../../../toolspecs/index.js";
import { own, type Shape, shapeOf, valuesOf } from "../schema/shape.js";
import { splitName, splitText } from "../words/split.js";
import { stem } from "../words/stem.js";
import { stopWords } from "../words/stopwords.js";
import { type Sense, sensesOf } from "./sense.js";

export interface Slot {
  /** Property names from the argument object down to this value. */
  readonly path: readonly string[];
  /** The same as one text: what tells the slots of a call apart. */
  readonly key: string;
  readonly shape: Shape;
  /** Required by its parent. Whether the parent itself is required is the parent's matter. */
  readonly required: boolean;
  /** Stems of the name and of the telling words of the description. */
  readonly name: readonly string[];
  readonly description: readonly string[];
  /** The description as written, lower-case. */
  readonly text: string;
  readonly senses: ReadonlySet<Sense>;
  /** Stands in the path of a request: the identifier of what is asked for. */
  readonly inPath: boolean;
  /** Values the schema is limited to. */
  readonly values: readonly Json[] | undefined;
  /** Values that the description gives for names: "1 for Bangkok", "en: English". */
  readonly codes: readonly Code[];
  /** Words quoted in the description: possible values, spelt as the tool likes them. */
  readonly quoted: readonly string[];
  /** Words that the description names as possible values without marks: "such as villa, condo". */
  readonly examples: readonly string[];
  /** Slots of the properties, when this is an object with known properties. */
  readonly children: readonly Slot[];
}

const deepest = 4;
const most = 200;

/** The slots of the argument object itself. */
export function slotsOf(tool: ToolSpec): Slot[] {
  const parameters = tool.http?.parameters ?? {};
  return childSlots(shapeOf(tool.input, tool.input), [], { left: most }).map((slot) =>
    own(parameters, slot.key)?.in === "path" ? { ...slot, inPath: true } : slot,
  );
}

/** Slots that may still be made: a schema that refers to itself has no end of them. */
interface Allowance {
  left: number;
}

function childSlots(shape: Shape, path: readonly string[], allowance: Allowance): Slot[] {
  const required = new Set(shape.schema.required);
  const names = Object.keys(shape.schema.properties ?? {});
  const firstThose = [...names.filter((name) => required.has(name)), ...names.filter((name) => !required.has(name))];
  const kept = new Set(firstThose.slice(0, Math.max(0, allowance.left)));
  allowance.left -= kept.size;
  return names.flatMap((name) => {
    if (!kept.has(name)) return [];
    const schema = own(shape.schema.properties, name) ?? true;
    return [slotOf(shapeOf(schema, shape.root), { path: [...path, name], required: required.has(name) }, allowance)];
  });
}

interface Standing {
  readonly path: readonly string[];
  readonly required: boolean;
}

function slotOf(shape: Shape, { path, required }: Standing, allowance: Allowance): Slot {
  const description = textOf(shape.schema);
  const described = {
    shape,
    name: splitName(path.at(-1) ?? "").map(stem),
    description: tellingStems(description),
    text: description.toLowerCase(),
  };
  return {
    ...described,
    path,
    key: path.join("."),
    required,
    senses: sensesOf(described),
    inPath: false,
    values: valuesOf(shape.schema) ?? itemValues(shape),
    codes: codesIn(description, shape),
    quoted: quotedIn(description),
    examples: examplesIn(description),
    children: shape.type === "object" && path.length < deepest ? childSlots(shape, path, allowance) : [],
  };
}

/** The same slot for values of another shape: the items of its list. */
export function withShape(slot: Slot, shape: Shape): Slot {
  return shape === slot.shape ? slot : { ...slot, shape, senses: sensesOf({ ...slot, shape }) };
}

function textOf(schema: SchemaObject): string {
  const text = schema.description ?? schema.title;
  return typeof text === "string" ? text.slice(0, 600) : "";
}

function itemValues(shape: Shape): readonly Json[] | undefined {
  if (shape.type !== "array" || shape.schema.items === undefined) return undefined;
  return valuesOf(shapeOf(shape.schema.items, shape.root).schema);
}

function tellingStems(text: string): string[] {
  const words = splitText(text).filter((word) => word.length > 1 && !stopWords.has(word));
  return [...new Set(words.slice(0, 40).map(stem))];
}

/** A value that the description of a slot gives for a name. */
export interface Code {
  readonly name: string;
  readonly value: Json;
}

function codesIn(text: string, { type }: Shape): Code[] {
  const found = text.matchAll(
    /(?<![\p{L}\p{N}.])['"]?(\d{1,6}|\p{Lu}{2,4}|\p{Ll}{2})['"]?(?:(?: for |: | ?= ?| means )(?=\p{Lu})|(?<=\d['"]?)(?: for | represents | means ))(\p{L}[\p{L} ]{1,30}?)(?: services?)?(?=[,.;)]|$| and | or )/gu,
  );
  return [...found].slice(0, 40).flatMap(([, code = "", name = ""]): Code[] => {
    const number = Number(code);
    if (type === "integer" || type === "number") return Number.isNaN(number) ? [] : [{ name, value: number }];
    return type === "string" ? [{ name, value: code }] : [];
  });
}

function quotedIn(text: string): string[] {
  const found = text.matchAll(/(?<![\p{L}\p{N}])['"‘“`]([^'"’”`]{1,40})['"’”`](?![\p{L}\p{N}])/gu);
  return [...found].slice(0, 20).map((match) => match[1] ?? "");
}

const someWords = String.raw`\p{L}[\p{L}-]{1,20}(?: [\p{L}-]{2,20}){0,2}`;
const between = "(?:, or |, and |, ?| or | and |\\/)";
const openers = String.raw`(?:\be\.?g\.?,?:?|\bsuch as|\bfor example,?|\blike|\bi\.e\.,?|\bcan be|\bmay be|\()`;
const listed = new RegExp(`${openers}\\s*((?:${someWords}${between}){1,12}${someWords})`, "giu");
const alone = /\bfor example,? (\p{L}[\p{L}-]{3,20})(?=[).]|$)/giu;

/** "E.g. painting, sculpture", "like vegan or gluten-free", "(walk, bike, drive)": of a few words each; "for example checkout". */
function examplesIn(text: string): string[] {
  const items = [...text.matchAll(listed)].flatMap(([, list = ""]) => list.split(new RegExp(between, "u")));
  const ones = [...text.matchAll(alone)].map(([, one = ""]) => one);
  const bare = [...items, ...ones].map((item) => item.replace(/ etc$/u, ""));
  return bare.filter((item) => !/^(?:etc|or|and|the|a|in|of|by|to)\b/iu.test(item)).slice(0, 20);
}
