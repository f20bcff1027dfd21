import type { Evidence, SampleCall, WorldSample } from "../verifier/index.js";
import { writtenAs } from "./outline.js";
import { counted } from "./words.js";

// What is known of a single step, in words.

interface Placed {
  readonly line?: number;
  readonly column?: number;
}

function isAt({ line, column }: Placed): (other: Placed) => boolean {
  return (other) => line !== undefined && other.line === line && other.column === column;
}

/** In how many worlds a step ran, and who is asked before. */
export function siteWords(step: Placed, { sites = [], worlds, faultWorlds, policy }: Evidence): readonly string[] {
  const ran = sites.find(isAt(step));
  const asked = policy?.approvals.some(isAt(step)) ?? false;
  return [
    ...(ran === undefined || worlds === 0
      ? []
      : [
          `Called in ${ran.worlds} of ${counted(worlds, "world")}${ran.most > 1 ? `, up to ${ran.most} times in one` : ""}${
            faultWorlds === 0 ? "" : `, and in ${ran.faultWorlds} of ${faultWorlds} in which a tool fails`
          }.`,
        ]),
    ...(asked ? ["A person is asked before."] : []),
  ];
}

/** What stays behind if the step fails. */
export function stayWords(step: Placed, evidence: Evidence): readonly string[] {
  return evidence.partialEffects
    .filter(({ failing }) => isAt(step)(failing))
    .flatMap(({ after, halfDone }) => [
      ...(after.length === 0
        ? []
        : [
            `If it fails, what was done before stays: ${after.map((site) => `${writtenAs(evidence, site)} (line ${site.line})`).join(", ")}.`,
          ]),
      ...(halfDone ? ["If it fails on the way, it has been done for some and not for the others."] : []),
    ]);
}

/** What a world is shown for. `nameOf`: a tool as the program writes it. */
export function worldWords({ shows, calls, more = 0, end }: WorldSample, nameOf: (call: SampleCall) => string): string {
  const failed = calls.find(({ answer }) => answer?.ok === false);
  const title = {
    usual: end.ok ? "The usual run" : "A run that does not come to its end",
    shortest: "The shortest run",
    longest: "The longest run",
    branch: "Another way through",
    failure: failed === undefined ? "A tool fails" : `${nameOf(failed)} fails`,
    broken: "The smallest world found in which it goes wrong",
  }[shows];
  return `${title}, ${counted(calls.length + more, "call")}`;
}

/** How a run ended. */
export function endWords({ end }: WorldSample): string {
  return end.ok ? `The plan returned ${JSON.stringify(end.value)}` : `The plan stopped: ${end.message}`;
}
