import { type RenderOptions, renderFound } from "../../report/index.js";
import type { JsonObject } from "../../toolspecs/index.js";
import type { Finding } from "./finding.js";

export function renderFindings(findings: readonly Finding[], options: RenderOptions): string {
  return `${renderFound(findings, options)}\n${summary(findings)}\n`;
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
