import { createSandbox, type Sandbox } from "../../sandbox/index.js";
import { type Compiler, createCompiler } from "../../verifier/compiler/compiler.js";
import { createVerifier, type Judgement, type Verifier } from "../../verifier/index.js";
import { type Likeness, likenessTo } from "./behaviour.js";
import { type Kind, type Mutant, mutantsOf } from "./mutate.js";
import { type Phase, phaseOf } from "./phases.js";
import type { GoodProgram } from "./program.js";
import { subjectOf } from "./subject.js";

/** What became of a mutant. `equivalent`: no world told it from the good program, so nobody need refuse it. */
export type Fate = Phase | "survived" | "equivalent";

export interface Trial {
  readonly program: GoodProgram;
  readonly mutant: Mutant;
  readonly fate: Fate;
  readonly passed: boolean;
  /** It passed, with a warning that the good program does not get. */
  readonly flagged: boolean;
  /** Codes of its issues. */
  readonly codes: readonly string[];
  readonly ms: number;
}

/** A good program, how it was judged, and its mutants; none where the program itself was refused. */
export interface Tried {
  readonly program: GoodProgram;
  readonly judgement: Judgement;
  readonly trials: readonly Trial[];
}

export interface RunOptions {
  readonly kinds: readonly Kind[];
  /** Mutants of one kind per program. */
  readonly cap: number;
  readonly progress: (done: number, of: number) => void;
}

/** Programs judged at the same time: one is compiled while another runs in the sandbox. */
const AT_ONCE = 2;

export async function runAll(programs: readonly GoodProgram[], options: RunOptions): Promise<readonly Tried[]> {
  const bench: Bench = {
    compiler: createCompiler(),
    sandbox: createSandbox({ threads: 1 }),
    verifier: createVerifier(),
  };
  const tried: Tried[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < programs.length; index = next++) {
      const program = programs[index];
      if (program !== undefined) tried[index] = await runOne(program, bench, options);
      options.progress(tried.filter(Boolean).length, programs.length);
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } finally {
    await Promise.all([bench.sandbox.close(), bench.verifier.close()]);
  }
  return tried;
}

interface Bench {
  readonly compiler: Compiler;
  readonly sandbox: Sandbox;
  readonly verifier: Verifier;
}

async function runOne(program: GoodProgram, bench: Bench, { kinds, cap }: RunOptions): Promise<Tried> {
  const judgement = await judged(program, program.source, bench.verifier);
  if (judgement.outcome === "rejected") return { program, judgement, trials: [] };
  const subject = subjectOf(program, bench.compiler);
  const likeness = likenessTo(subject, bench);
  const trials: Trial[] = [];
  for (const kind of kinds) {
    for (const mutant of mutantsOf(kind, subject, cap)) {
      trials.push(await tryOne({ program, judgement, mutant }, likeness, bench.verifier));
    }
  }
  return { program, judgement, trials };
}

interface Suspect {
  readonly program: GoodProgram;
  readonly judgement: Judgement;
  readonly mutant: Mutant;
}

async function tryOne({ program, judgement, mutant }: Suspect, likeness: Likeness, verifier: Verifier): Promise<Trial> {
  const found = await judged(program, mutant.source, verifier);
  const passed = found.outcome === "passed";
  const codes = found.issues.map(({ code }) => code);
  const flagged = passed && warnsMore(found, judgement);
  return { program, mutant, passed, flagged, codes, fate: await fateOf(found, mutant, likeness), ms: found.ms.verify };
}

function judged({ goal, tools, policy }: GoodProgram, source: string, verifier: Verifier): Promise<Judgement> {
  return verifier.verify({ goal, source }, tools, policy === undefined ? {} : { policy });
}

/** A mutant that does not compile is no program at all, and so not the good one. */
async function fateOf(found: Judgement, mutant: Mutant, likeness: Likeness): Promise<Fate> {
  const phase = killerOf(found);
  if (phase === "types") return phase;
  if (await likeness.holds(mutant.source)) return "equivalent";
  return phase ?? "survived";
}

function killerOf({ outcome, issues }: Judgement): Phase | undefined {
  const first = issues.find(({ severity }) => severity === "error");
  return outcome === "passed" || first === undefined ? undefined : phaseOf(first);
}

/** Compared by code: places and wording differ between two programs in any case. */
function warnsMore(mutant: Judgement, good: Judgement): boolean {
  const count = ({ issues }: Judgement, wanted: string) => issues.filter(({ code }) => code === wanted).length;
  return mutant.issues.some(({ code }) => count(mutant, code) > count(good, code));
}
