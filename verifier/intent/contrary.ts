import type ts from "typescript";
import type { DataFlow } from "../flow/values/index.js";
import type { Goal } from "../grounding/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import { type Acting, actingOf } from "./acting.js";
import { bearingOf } from "./bearing.js";
import { namesDeed } from "./deeds.js";
import { type Names, placeOf } from "./names.js";
import { onlyPlaceOf } from "./qualities.js";
import { type Truth, truthsIn } from "./truths.js";
import { countedAt, type Wanted, wantedAt } from "./wanted.js";

interface Program {
  readonly file: ts.SourceFile;
  readonly checker: ts.TypeChecker;
  readonly data: DataFlow;
  readonly names: Names;
}

/** Plans that act on what the goal says not to act on: where `blocked` is true although it says "unless the member is blocked". */
export function findContrary(program: Program, goal: Goal): readonly Issue[] {
  const truths = truthsIn(program);
  const words = new Set(truths.map(({ word }) => word));
  return [...words].flatMap((word) => {
    const span = onlyPlaceOf(goal, word);
    const own = truths.filter((truth) => truth.word === word);
    const isCount = own.some(({ of }) => of === "count");
    const wanted = span && (isCount ? countedAt(goal, span) : wantedAt(goal, span));
    if (wanted === undefined || span === undefined) return [];
    const acting = actingFor(wanted, program);
    const told = own.flatMap((truth) => {
      const bearing = isMeant(truth, wanted) ? bearingOf(truth.node, acting) : undefined;
      return bearing === undefined ? [] : [{ node: truth.node, holds: (bearing === "holds") === truth.says }];
    });
    const [first] = told;
    // Whoever asks twice may tell two kinds apart, and do something with each.
    if (first === undefined || told.some(({ holds }) => holds === wanted.holds)) return [];
    return [issueFor(first.node, goal.text.slice(span.start, span.end), wanted)];
  });
}

/** What the name of a list says, may be said of other things as well; as a condition it is about what is looked for there. */
function isMeant({ of }: Truth, { conditional }: Wanted): boolean {
  return of !== "list" || conditional;
}

function issueFor(node: ts.Expression, word: string, { holds }: Wanted): Issue {
  const [said, done] = holds ? ["is", "is not"] : ["is not", "is"];
  const message = `The goal is about what ${said} ${JSON.stringify(word)}, and the plan acts on what ${done}: look again at \`${node.getText()}\`.`;
  return issueAt("comparison_contradicts_goal", placeOf(node), message);
}

/** The calls that the goal's words speak of, or all where they name none. */
export function actingFor({ deed }: Wanted, { file, data, names }: Omit<Program, "checker">): Acting {
  const named = data.calls.filter(({ binding }) => namesDeed(binding.spec.name, deed));
  return actingOf(file, named.length === 0 ? data : { ...data, calls: named }, names);
}
