import { edited, type Issue, type Judgement } from "../verifier/index.js";
import { meritOf } from "./rejection.js";

/** Times a program is mended in a row: behind one slip another may come to light. */
const mostRounds = 4;

/**
 * Judges a program. What is wrong with it and has one remedy (`Issue.fix`) is mended at once, since a question to a model would cost more and
 * bring no more; what comes out is judged like any other program. A mended program that gets less far than the one before is dropped.
 */
export async function judgeMended(
  source: string,
  judge: (source: string) => Promise<Judgement>,
  signal?: AbortSignal,
): Promise<Judgement> {
  let best = await judge(source);
  const done: Issue[] = [];
  for (let round = 0; round < mostRounds && best.outcome === "rejected" && signal?.aborted !== true; round += 1) {
    const mended = best.issues.filter(({ severity, fix }) => severity === "error" && fix !== undefined);
    const edits = mended.flatMap(({ fix }) => fix?.edits ?? []);
    if (edits.length === 0) break;
    const next = await judge(edited(best.plan.source, edits));
    if (next.outcome === "rejected" && meritOf(next) < meritOf(best)) break;
    best = next;
    done.push(...mended);
  }
  return done.length === 0 ? best : { ...best, notes: [noteOn(done), ...(best.notes ?? [])] };
}

/** What the reader of the program should know: not all of it is as it was written. */
function noteOn(mended: readonly Issue[]): string {
  const said = [...new Set(mended.map(({ line, fix }) => `${fix?.title} (line ${line})`))];
  const more = said.length > mostSaid ? `; and ${said.length - mostSaid} more` : "";
  return `What had one remedy was mended before it was judged: ${said.slice(0, mostSaid).join("; ")}${more}.`;
}

const mostSaid = 4;
