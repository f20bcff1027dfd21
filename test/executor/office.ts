import {
  type ExecuteOptions,
  execute,
  type Functions,
  functions,
  type Journal,
  memoryJournal,
} from "#dist/executor/index.js";
import type { Policy } from "#dist/policy/index.js";
import type { Json, Schema, ToolSpec } from "#dist/toolspecs/index.js";
import { createVerifier, type VerifiedPlan } from "#dist/verifier/index.js";
import { tool } from "../support/tools.js";

const text: Schema = { type: "string" };

function takes(properties: { readonly [name: string]: Schema }): ToolSpec["input"] {
  return { type: "object", properties, required: Object.keys(properties), additionalProperties: false };
}

/** An office: it looks things up, files them, and sends what cannot be called back. */
export const office: readonly ToolSpec[] = [
  tool("find", {
    server: "office",
    input: takes({ word: text }),
    returns: {
      type: "object",
      properties: { id: { type: "integer", minimum: 0 }, name: text },
      required: ["id", "name"],
      additionalProperties: false,
    },
  }),
  tool("file", {
    server: "office",
    effect: "write",
    input: takes({ id: { type: "integer" } }),
    returns: { type: "boolean" },
  }),
  tool("send", {
    server: "office",
    effect: "irreversible",
    input: takes({ to: text }),
    returns: { type: "object", properties: { sent: text }, required: ["sent"], additionalProperties: false },
  }),
  tool("tell", {
    server: "office",
    effect: "write",
    idempotent: true,
    input: takes({ word: text }),
    returns: true,
  }),
];

interface Setting {
  readonly policy?: Policy;
  readonly tools?: readonly ToolSpec[];
  /** The parameter of the plan. */
  readonly input?: string;
}

/** A plan over the office with this body, judged. */
export async function sealed(
  body: string,
  { policy, tools = office, input = "" }: Setting = {},
): Promise<VerifiedPlan> {
  const verifier = createVerifier({ worlds: 20 });
  try {
    const source = `export default async function plan(${input}) {\n${body}\n}\n`;
    const judged = await verifier.verify({ goal: "", source }, tools, { policy });
    if (judged.outcome === "passed") return judged.verified;
    throw new Error(judged.issues.map(({ message }) => message).join("\n"));
  } finally {
    await verifier.close();
  }
}

export interface Staff {
  readonly call: ReturnType<typeof functions>;
  /** What was done, in order: `send ada`. */
  readonly done: string[];
}

/** Somebody who does what the office is asked for. `some` replaces what single tools do, by their name. */
export function staff(some: Functions[string] = {}): Staff {
  const done: string[] = [];
  const did = (name: string, answer: (args: Readonly<Record<string, Json>>) => unknown): Functions[string][string] => {
    return async (args, call) => {
      const given = args as Readonly<Record<string, Json>>;
      done.push([name, ...Object.values(given)].join(" "));
      const other = some[name];
      return other === undefined ? answer(given) : other(args, call);
    };
  };
  return {
    done,
    call: functions({
      office: {
        find: did("find", ({ word }) => ({ id: String(word).length, name: word })),
        file: did("file", () => true),
        send: did("send", ({ to }) => ({ sent: to })),
        tell: did("tell", () => null),
      },
    }),
  };
}

/** Runs a plan of the office; everything is approved unless `options` say otherwise. */
export function run(plan: VerifiedPlan, { call }: Pick<Staff, "call">, options: Partial<ExecuteOptions> = {}) {
  return execute(plan, {
    tools: office,
    call,
    approve: async () => ({ say: "approve" }),
    journal: memoryJournal(),
    ...options,
  });
}

/** A journal in memory with these lines in it. */
export function holding(lines: readonly string[]): Journal & { readonly lines: readonly string[] } {
  const journal = memoryJournal();
  (journal.lines as string[]).push(...lines);
  return journal;
}
