import pc from "picocolors";
import { visible } from "../../report/index.js";
import type { JsonObject } from "../../toolspecs/index.js";
import type { Finding } from "./finding.js";

const colours = { ok: "green", note: "yellow", wrong: "red" } as const;

export function renderFindings(findings: readonly Finding[], colour: boolean): string {
  const colourer = pc.createColors(colour);
  const lines = findings.map(({ state, about, message }) => {
    const [first = "", ...more] = message.split("\n").map(visible);
    const head = `${colourer[colours[state]](state.padEnd(5))}  ${visible(about)}: ${first}`;
    return [head, ...more.map((line) => `       ${line}`)].join("\n");
  });
  return `${lines.join("\n")}\n\n${summary(findings)}\n`;
}

export function findingsJson(findings: readonly Finding[]): JsonObject {
  return { ok: isWell(findings), findings: findings.map(({ state, about, message }) => ({ about, message, state })) };
}

export function isWell(findings: readonly Finding[]): boolean {
  return findings.every(({ state }) => state !== "wrong");
}

function summary(findings: readonly Finding[]): string {
  const wrong = findings.filter(({ state }) => state === "wrong").length;
  if (wrong === 0) return "All is well. No tool was called.";
  return `${wrong === 1 ? "One thing is" : `${wrong} things are`} wrong. No tool was called.`;
}
