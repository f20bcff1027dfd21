/**
 * References become type aliases of the tool's namespace, so recursion needs no special case and a shape shared by many
 * tools is written once. An alias may not mean itself (`type A = A | string`): such a reference is left open.
 */
import { hashOfValue } from "../hash.js";
import { canonicalJson, type Json } from "../json.js";
import { claim, identifierFrom, typeRule } from "../names.js";
import { definitionName, resolveRef } from "../refs.js";
import type { Schema } from "../schema.js";
import { memberDoc } from "./docs.js";
import { type References, referencesOf } from "./references.js";
import { maxNodes } from "./scope.js";
import { plain, type TypeText, unknownBecause } from "./text.js";
import { typeOf } from "./types.js";

export interface Aliases {
  /** The type of a whole schema; `title` names it if the schema refers to itself. */
  translate(root: Schema, title: string): TypeText;
  /** Declarations of the aliases that translations referred to. */
  declared(): readonly string[];
}

/** A schema whose references are followed. */
interface Source {
  readonly root: Schema;
  readonly title: string;
  readonly references: References;
  /** The aliases of its references, as far as they were asked for. */
  readonly names: Map<string, string>;
}

interface Alias {
  readonly name: string;
  readonly ref: string;
  readonly source: Source;
}

export function aliasesOfNamespace(): Aliases {
  const known = new Map<string, Alias>();
  const taken = new Set<string>();

  const digest = digests();

  const aliasFor = (source: Source, ref: string): string => {
    const before = source.names.get(ref);
    if (before !== undefined) return before;
    const key = meaning(source, ref, digest);
    const name = known.get(key)?.name ?? claim(typeName(definitionName(ref) ?? source.title), taken);
    if (!known.has(key)) known.set(key, { name, ref, source });
    source.names.set(ref, name);
    return name;
  };

  const typeIn = (source: Source, schema: Schema, defining?: string): TypeText => {
    const refer = (ref: string, bare: boolean): TypeText => {
      if (resolveRef(source.root, ref) === undefined) return unknownBecause("dangling reference");
      const circular = bare && defining !== undefined && source.references.same(ref).has(defining);
      return circular ? unknownBecause("refers to itself") : plain(aliasFor(source, ref), source.references.arms(ref));
    };
    return typeOf(schema, { refer, inherited: undefined, bare: true, depth: 0, allowance: { nodes: maxNodes } });
  };

  return {
    translate(root, title) {
      const source = { root, title, references: referencesOf(root), names: new Map<string, string>() };
      return source.references.recursive ? plain(aliasFor(source, "#")) : typeIn(source, root);
    },
    declared() {
      const lines: string[] = [];
      // Translating one alias may ask for another: the map grows while it is walked.
      for (const { name, ref, source } of known.values()) {
        const schema = resolveRef(source.root, ref) ?? true;
        const doc = ref === "#" ? "" : memberDoc(schema);
        lines.push(...(doc === "" ? [] : [doc]), `type ${name} = ${typeIn(source, schema, ref).text};`);
      }
      return lines;
    },
  };
}

/** Equal for two references that stand for the same shape, whichever tools they come from. */
function meaning({ root, references }: Source, ref: string, digest: (schema: Schema | undefined) => string): string {
  const needed = [...references.needed(ref)].sort();
  return canonicalJson([ref, ...needed.map((one) => [one, digest(resolveRef(root, one))])]);
}

/** Stands for a schema as it is written. Made once for each: tools of one source share their definitions. */
function digests(): (schema: Schema | undefined) => string {
  const known = new WeakMap<object, string>();
  return (schema) => {
    if (typeof schema !== "object") return String(schema);
    const digest = known.get(schema) ?? hashOfValue(schema as Json);
    known.set(schema, digest);
    return digest;
  };
}

function typeName(text: string): string {
  const parts = text.split(/[^\p{L}\p{M}\p{Nd}]+/u).filter(Boolean);
  return identifierFrom(parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join(""), typeRule);
}
