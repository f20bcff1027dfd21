import type { Answer, Question } from "../executor/index.js";
import { effectShape, effectWords, originWords, visible } from "../report/index.js";
import { isObject } from "../toolspecs/index.js";
import type { ApproveParams } from "./protocol.js";

const charactersShown = 2_000;

const choices: { readonly [About in Question["about"]]: { readonly [title: string]: Answer } } = {
  approval: {
    Allow: { say: "approve" },
    "Allow this tool in this run": { say: "approve", scope: "tool" },
    Deny: { say: "deny" },
  },
  stale: { Allow: { say: "approve" }, Deny: { say: "deny" } },
  unknown: { "It failed": { say: "failed" }, "Make it again": { say: "again" } },
};

const asks = {
  approval: "Allow this call?",
  stale: "Allow this call, although what it rests on has changed?",
  unknown: "What became of this call?",
} as const;

/** A question as a dialog shows it. What tools and programs say is shown to the letter. */
export function askedAs(question: Question): ApproveParams {
  const { about, tool, args, call, reason } = question;
  const name = `${tool.server}.${tool.name}`;
  const named = isObject(args) ? Object.entries(args) : [];
  const detail = [
    `${effectShape(tool.effect)} ${effectWords(tool.effect)} (call ${call})`,
    ...(tool.description === "" ? [] : [visible(tool.description.split("\n", 1)[0] ?? "")]),
    "",
    ...named.map(([key, value]) => argument(question, key, value)),
    ...(reason === undefined ? [] : ["", visible(reason)]),
  ];
  return { title: `${asks[about]} ${visible(name)}`, detail: detail.join("\n"), choices: Object.keys(choices[about]) };
}

function argument({ provenance, tool }: Question, key: string, value: unknown): string {
  const text = visible(JSON.stringify(value) ?? "");
  const shown = text.length > charactersShown ? `${text.slice(0, charactersShown)}...` : text;
  const from = originWords(provenance, { tool: tool.name, server: tool.server }, key);
  return `${visible(key)}: ${shown} (${from === "" ? "written in the plan" : from})`;
}

/** No choice is no answer: the run waits, and can be gone on with. */
export function answerOf({ about }: Question, chosen: string | null): Answer {
  const known = choices[about];
  return (chosen !== null && Object.hasOwn(known, chosen) ? known[chosen] : undefined) ?? { say: "later" };
}
