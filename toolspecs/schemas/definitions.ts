/**
 * Definitions: what references lead to, each translated once under a name of its own. A schema that is handed out carries
 * the definitions it can reach in its `$defs`, so that it stands alone; the definitions themselves are shared between the
 * schemas of one source, because an API of a thousand operations repeats the same few hundred of them.
 */
import { inside, showPath } from "../place.js";
import type { Report } from "../report.js";
import type { Schema, SchemaObject } from "../schema.js";
import { type Surroundings, translateSchema } from "./dialect.js";
import { type Documents, type Located, locateInside, lone, resolveRef } from "./documents.js";
import { emptiness } from "./emptiness/emptiness.js";
import { definitionsUsed, inPlace } from "./subschemas.js";

interface Definition {
  readonly schema: Schema;
  readonly uses: ReadonlySet<string>;
}

/** Reads the schemas of one source. `subject` in each call says whose schema it is, as messages do: `Tool "send"`. */
export class SchemaReader {
  readonly #names = new Map<string, string>();
  readonly #taken = new Set<string>();
  readonly #waiting = new Map<string, Located>();
  readonly #known = new Map<string, Definition>();
  /** Whether a schema of this source was found invalid. */
  #reported = false;

  constructor(
    readonly documents: Documents,
    readonly report: Report,
  ) {}

  /** Translates one schema; definitions it refers to are left out until `close`. */
  open(at: Located, subject: string): Schema {
    return translateSchema(at, this.#surroundings(subject));
  }

  /** Adds the definitions that an opened schema, or one composed of opened ones, can reach. */
  close(schema: SchemaObject, at: Located, subject: string): SchemaObject;
  close(schema: Schema, at: Located, subject: string): Schema;
  close(schema: Schema, at: Located, subject: string): Schema {
    this.#learn("#", schema, at, subject);
    for (const [name, target] of this.#waiting) {
      this.#waiting.delete(name);
      this.#learn(name, this.open(target, subject), target, subject);
    }
    const closed = this.#withDefinitions(schema);
    this.#mustAllowSomething(closed, at, subject);
    return closed;
  }

  #withDefinitions(schema: Schema): Schema {
    const reached = reachable(definitionsUsed(schema), this.#known).filter((name) => name !== "#");
    if (typeof schema === "boolean" || reached.length === 0) return schema;
    return {
      ...schema,
      $defs: Object.fromEntries(reached.map((name) => [name, this.#known.get(name)?.schema ?? true])),
    };
  }

  #mustAllowSomething(schema: Schema, at: Located, subject: string): void {
    // What follows from a mistake that was told already would only hide it.
    const found = this.#reported ? undefined : emptiness(schema);
    if (found === undefined) return;
    const where = found.path.length === 0 ? "" : `at ${showPath(found.path)}, `;
    this.#surroundings(subject).invalid(
      at.place,
      `no value fits this schema: ${where}${found.because}. ${found.advice}`,
    );
  }

  /** Follows a chain of references to something that is none; `undefined` when it leads nowhere, which is reported. */
  follow(at: Located, subject: string): Located | undefined {
    let target: Located | undefined = at;
    for (let hop = 0; hop < 64 && target !== undefined; hop += 1) {
      const ref = locateInside(target, "$ref")?.value;
      if (typeof ref !== "string") return target;
      target = this.#resolve(ref, target, subject);
    }
    if (target !== undefined) this.#surroundings(subject).invalid(at.place, circle);
    return undefined;
  }

  #surroundings(subject: string): Surroundings {
    return {
      refer: (ref, from) => this.#refer(ref, from, subject),
      note: (place, message) => this.report("note", place, `${subject}: ${message}.`),
      invalid: (place, message) => {
        this.#reported = true;
        this.report("invalid_schema", place, `${subject}: ${message}.`);
      },
    };
  }

  #learn(name: string, schema: Schema, at: Located, subject: string): void {
    this.#known.set(name, { schema, uses: definitionsUsed(schema) });
    if (comesBack(name, this.#known)) this.#surroundings(subject).invalid(at.place, circle);
  }

  #refer(ref: string, from: Located, subject: string): string | undefined {
    const target = this.#resolve(ref, from, subject);
    if (target === undefined) return undefined;
    return target.file === lone && target.path.length === 0 ? "#" : `#/$defs/${this.#nameOf(target)}`;
  }

  #resolve(ref: string, from: Located, subject: string): Located | undefined {
    const target = resolveRef(this.documents, from.file, ref);
    if (!("code" in target)) return target;
    this.report(target.code, inside(from.place, "$ref"), `${subject}: ${target.message}`);
    return undefined;
  }

  #nameOf(target: Located): string {
    const key = JSON.stringify([target.file, ...target.path.map(String)]);
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const name = freeName(readableName(target), this.#taken);
    this.#taken.add(name);
    this.#names.set(key, name);
    this.#waiting.set(name, target);
    return name;
  }
}

const circle = "the reference comes back to itself and says nothing. Give it a type, or refer to another definition";

/** Whether a definition comes back to itself without going down into the value: no value could ever be judged by it. */
function comesBack(name: string, known: ReadonlyMap<string, Definition>): boolean {
  const seen = new Set<string>();
  const stack = [name];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const schema = known.get(next)?.schema ?? true;
    for (const used of definitionsUsed(schema, [inPlace])) {
      if (used === name) return true;
      if (!seen.has(used)) stack.push(used);
      seen.add(used);
    }
  }
  return false;
}

function reachable(from: ReadonlySet<string>, known: ReadonlyMap<string, Definition>): readonly string[] {
  const reached = new Set(from);
  for (const name of reached) {
    for (const used of known.get(name)?.uses ?? []) reached.add(used);
  }
  return [...reached];
}

const generic = new Set([
  "",
  "properties",
  "items",
  "schema",
  "content",
  "anyOf",
  "oneOf",
  "allOf",
  "additionalProperties",
]);

/** The last step that tells something: `#/components/schemas/Pet` is `Pet`, `./pet.yaml` is `pet`. */
function readableName({ file, path }: Located): string {
  const own = path.map(String).findLast((step) => !generic.has(step) && !/^\d+$/.test(step));
  const name = own ?? file.slice(file.lastIndexOf("/") + 1).replace(/\.\w+$/, "");
  const safe = name.replaceAll(/[^\w.-]+/g, "_").replace(/^_+proto_+$/, "proto");
  return safe === "" ? "definition" : safe;
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${wanted}_${number}`;
  return name;
}
