// The ways of asking one model that are compared.
import { type SourcedCall, sourcedCalls } from "../../eval/sourced.js";
import { type Proposer, plan } from "../../planner/index.js";
import type { Chat } from "../../planner/model/chat.js";
import { decoupledProposer } from "../../planner/model/decoupled/proposer.js";
import { proposerWith } from "../../planner/model/model-proposer.js";
import type { Verdict, Verifier } from "../../verifier/index.js";
import { callsIn, functionQuestion } from "./functions.js";
import type { Trial } from "./trial.js";

/** How a row ended: `accepted` is what would be run, right or not. */
export interface Told {
  readonly accepted: boolean;
  readonly calls: readonly SourcedCall[];
  /** What kept it from being accepted. */
  readonly why: string;
}

export interface Means {
  readonly chat: Chat;
  readonly verifier: Verifier;
}

export interface Way {
  readonly name: string;
  readonly about: string;
  /** Default: every row. */
  suits?(trial: Trial): boolean;
  tell(trial: Trial, means: Means): Promise<Told>;
}

const settings = { apiKey: undefined, temperature: 0, signaturesOnly: false };

export const ways: readonly Way[] = [
  { name: "functions", about: "plain JSON function calling", tell: plainly },
  {
    name: "decoupled",
    about: "decoupled: the tool, then its arguments",
    // It makes one call, and these rows want no more.
    suits: ({ set }) => set === "bfcl simple_python" || set === "bfcl multiple",
    tell: planning(decoupled, { repairs: 0 }),
  },
  { name: "prompt", about: "our prompt, no grammar", tell: planning(programs(false), { repairs: 0 }) },
  { name: "grammar", about: "with a grammar", tell: planning(programs(true), { repairs: 0 }) },
  { name: "repair", about: "and up to 3 repairs", tell: planning(programs(true), { repairs: 3 }) },
  {
    name: "candidates",
    about: "and 3 candidates each time",
    tell: planning(programs(true), { repairs: 3, width: { kind: "constant", k: 3 } }),
  },
];

async function plainly({ goal, tools }: Trial, { chat }: Means): Promise<Told> {
  const answer = await chat.ask({ messages: functionQuestion(goal, tools), temperature: 0 }, {});
  if (answer.kind !== "text") return { accepted: false, calls: [], why: `no answer: ${answer.kind}` };
  const calls = callsIn(answer.text);
  return calls === undefined
    ? { accepted: false, calls: [], why: "no calls that can be read" }
    : { accepted: true, calls, why: "" };
}

type Limits = Pick<Parameters<typeof plan>[0], "repairs" | "width">;

function planning(proposerOf: (chat: Chat) => Proposer, limits: Limits): Way["tell"] {
  return async ({ goal, tools }, { chat, verifier }) =>
    toldBy(await plan({ goal, tools, proposer: proposerOf(chat), verifier, ...limits }));
}

function programs(grammar: boolean): (chat: Chat) => Proposer {
  return (chat) => proposerWith(chat, { ...settings, grammar });
}

function decoupled(chat: Chat): Proposer {
  return decoupledProposer({ chat: () => chat, settings, decoupled: { votes: 1, adapters: new Map() } });
}

function toldBy(verdict: Verdict): Told {
  if (verdict.outcome === "passed") return { accepted: true, calls: sourcedCalls(verdict), why: "" };
  const problems =
    verdict.outcome === "abstained" ? verdict.missing : verdict.issues.filter(({ severity }) => severity === "error");
  return { accepted: false, calls: [], why: `${verdict.outcome}: ${problems.map(({ message }) => message).join(" ")}` };
}
