import type { CodeLens, Command, Range } from "vscode-languageserver";
import { boundsOf, boundsWords, deedWords, effectOf, effectShape, summary, writtenAs } from "../report/index.js";
import type { Judgement, Provenance } from "../verifier/index.js";
import { rangeAt, wholeProgram } from "./places.js";
import { commands } from "./protocol.js";

/** What stands above the lines of a plan: the verdict, and for each call what it does and how often. */
export function lensesOf(uri: string, source: string, judgement: Judgement): readonly CodeLens[] {
  return [
    ...verdictLenses(uri, source, judgement),
    ...judgement.evidence.provenance.map((site) => callLens(source, site, judgement)),
  ];
}

function verdictLenses(uri: string, source: string, judgement: Judgement): readonly CodeLens[] {
  const range = wholeProgram(source);
  const failed = judgement.issues.find(({ counterexample }) => counterexample !== undefined);
  const lens = (title: string, command: string, ...more: readonly string[]) =>
    lensAt(range, { title, command, arguments: [uri, ...more] });
  return [
    lens(`${judgement.outcome === "passed" ? "✓" : "✗"} ${summary(judgement)}`, commands.verify),
    lens("Preview", commands.preview),
    ...(failed?.counterexample === undefined
      ? []
      : [lens("Replay counterexample", commands.replay, failed.counterexample.replay)]),
    ...(judgement.outcome === "passed" ? [lens("Run with approvals", commands.run)] : []),
  ];
}

function callLens(source: string, site: Provenance, { evidence }: Judgement): CodeLens {
  const { tool, server } = site;
  const does = effectOf(evidence, site);
  const sites = evidence.provenance.filter((other) => other.tool === tool && other.server === server).length;
  const often = boundsWords(boundsOf(evidence, site));
  const title = `${effectShape(does.effect)} ${writtenAs(evidence, site)} ${deedWords({ server, tool, ...does })}, ${often}${sites === 1 ? "" : ` in ${sites} places`}`;
  return lensAt(rangeAt(source, site), { title, command: "" });
}

function lensAt(range: Range, command: Command): CodeLens {
  return { range, command };
}
