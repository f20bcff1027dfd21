import type { Verdict } from "#dist/verifier/index.js";
import { abstained, passed, rejected } from "./verdicts.js";

// Verdicts with something in every slot, and the same with one text in all of them.

/** Every text of a value, replaced; what the code itself chooses (outcome, kinds, effects) is left. */
export function poisoned<T>(value: T, text: string): T {
  return replaced(value, text, "") as T;
}

function replaced(value: unknown, text: string, key: string): unknown {
  if (typeof value === "string") return fixed.has(key) ? value : text;
  // Only what stands right under such a name has names from outside: the calls of a world are records of ours.
  if (Array.isArray(value)) return value.map((item) => replaced(item, text, fixed.has(key) ? key : ""));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, item]) => [
    named.has(key) ? text : name,
    replaced(item, text, name),
  ]);
  return Object.fromEntries(entries);
}

const fixed = new Set(["outcome", "kind", "effect", "severity", "shows", "way", "by", "origin", "about", "say"]);
/** Objects whose names are from outside. */
const named = new Set(["args", "calls", "value", "input"]);

const world = {
  shows: "usual" as const,
  replay: "1:0",
  input: { a: "b" },
  calls: [{ tool: "t", server: "s", args: { a: "b" }, answer: { ok: true as const, value: ["x"] } }],
  more: 3,
  end: { ok: false as const, message: "m" },
};

const email = {
  tool: "find_customer",
  server: "billing",
  line: 2,
  column: 26,
  arguments: [
    {
      path: "email",
      from: [
        { kind: "literal" as const, way: "same" as const, value: "v", line: 1, column: 1 },
        { kind: "output" as const, way: "same" as const, tool: "t", server: "s", path: "p", line: 5, column: 7 },
      ],
    },
  ],
  decidedBy: [],
};

/** The verdicts, with every section that a page can have. */
export const whole: readonly Verdict[] = [passed, rejected, abstained].map((verdict) => ({
  ...verdict,
  notes: ["n"],
  evidence: {
    ...verdict.evidence,
    samples: [world, { ...world, shows: "failure" as const }],
    policy: { name: "p", hash: "h", approvals: [{ tool: "t", server: "s", line: 1, column: 1 }] },
    budget: { calls: 256, callsInFlight: 32 },
    provenance: [email],
  },
}));
