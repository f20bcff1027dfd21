import ts = require("typescript");

import type { Job, Run, Sandbox, ScriptedWorld } from "../../sandbox/index.js";
import { type Binding, type Catalogue, canonicalJson } from "../../toolspecs/index.js";
import type { CheckedPlan, Compiler } from "../../verifier/compiler/compiler.js";
import { erase } from "../../verifier/erase.js";
import { collect, toolCallsIn } from "./syntax.js";
import { constantsOf, type Worlds, worldsFor } from "./worlds.js";

const CLOCK = Date.UTC(2026, 0, 1);
/** Most mutants show themselves in the first few worlds. */
const FIRST = 25;
/** Worlds in which a tool fails, for programs that catch. Each is run alone, as a run that fails ends a batch. */
const FAULTY = 30;
/** The first few tools fail in turn. */
const FALLIBLE = 5;

/** Says whether programs do what a good one does: the same calls in the same order and the same result, world for world. */
export interface Likeness {
  /** True if no world tells the two apart. */
  holds(source: string): Promise<boolean>;
}

export function likenessTo(
  good: Pick<CheckedPlan, "file"> & { readonly catalogue: Catalogue },
  { compiler, sandbox }: { readonly compiler: Compiler; readonly sandbox: Sandbox },
): Likeness {
  const { file, catalogue } = good;
  const own = reachedIn(file, catalogue);
  const worlds = worldsFor(constantsOf(file), own);
  const script = erase(file).text;
  const known = new Map<string, Promise<readonly string[]>>();
  const fingerprintsOfGood = (stage: Stage) => {
    const made = known.get(stage.name) ?? fingerprints(sandbox, { script, reached: own }, stage, worlds);
    known.set(stage.name, made);
    return made;
  };
  return {
    async holds(source) {
      const other = compiler.parse(source).file;
      const added = reachedIn(other, catalogue).filter((binding) => !own.includes(binding));
      const program = { script: erase(other).text, reached: [...own, ...added] };
      const catches = hasCatch(file) || hasCatch(other);
      for (const stage of catches ? stages : stages.filter(({ alone }) => !alone)) {
        const wanted = await fingerprintsOfGood(stage);
        const found = await fingerprints(sandbox, program, stage, worlds);
        if (canonicalJson(found) !== canonicalJson(wanted)) return false;
      }
      return true;
    },
  };
}

interface Stage {
  readonly name: string;
  readonly alone: boolean;
  worlds(reached: readonly Binding[], worlds: Worlds): readonly ScriptedWorld[];
}

const stages: readonly Stage[] = [
  { name: "first", alone: false, worlds: (reached, worlds) => worlds.of(reached).slice(0, FIRST) },
  { name: "rest", alone: false, worlds: (reached, worlds) => worlds.of(reached).slice(FIRST) },
  { name: "faulty", alone: true, worlds: (reached, worlds) => worlds.of(reached).slice(0, FAULTY).map(withFault) },
];

/** In each of these worlds one tool fails, every time it is called. */
function withFault({ answers }: ScriptedWorld, world: number): ScriptedWorld {
  const failing = world % FALLIBLE;
  const fault = { ok: false, message: "The service is not available." } as const;
  return { answers: answers.map((given, fn) => (fn === failing ? given.map(() => fault) : given)) };
}

function reachedIn(file: ts.SourceFile, catalogue: Catalogue): readonly Binding[] {
  return [...new Set(toolCallsIn(file, catalogue).map(({ binding }) => binding))];
}

function hasCatch(file: ts.SourceFile): boolean {
  return collect(file, (node) => (ts.isCatchClause(node) ? node : undefined)).length > 0;
}

interface Program {
  readonly script: string;
  readonly reached: readonly Binding[];
}

async function fingerprints(
  sandbox: Sandbox,
  { script, reached }: Program,
  stage: Stage,
  worlds: Worlds,
): Promise<readonly string[]> {
  const functions = reached.map(({ namespace, member }) => ({ namespace, member }));
  const job: Job = { script, functions, clock: CLOCK, seed: 1 };
  const given = stage.worlds(reached, worlds);
  if (!stage.alone) return (await sandbox.runWorlds(job, given)).map(fingerprint);
  const runs: Run[] = [];
  for (const world of given) runs.push(...(await sandbox.runWorlds(job, [world])));
  return runs.map(fingerprint);
}

/** A program that ends badly is known by how, not by the words of the engine. */
function fingerprint({ end, calls }: Run): string {
  const made = calls.map(({ fn, args }) => [fn, args]);
  return canonicalJson([made, end.ok ? [end.value ?? null] : end.fault.code]);
}
