// What a server is told of the work a request belongs to. Schedulers that serve whole programs have to guess it from the text;
// here it is known. Every kind has fields of its own, and they are sent only where somebody said that the server takes them.
import type { Work } from "../chat.js";
import { Recent } from "../recent.js";
import type { MoreFields } from "./form.js";
import { Pauses } from "./pauses.js";

/**
 * `vllm-priority`: the field `priority` of vLLM, which it takes when started with `--scheduling-policy priority`; programs that began
 * earlier go first. `continuum`: the fields of the Continuum fork of vLLM (arXiv 2511.02230). `vllm-xargs`: the same as a plugin
 * reads them from `vllm_xargs`.
 */
export const hintKinds = ["none", "vllm-priority", "continuum", "vllm-xargs"] as const;
export type HintKind = (typeof hintKinds)[number];

/** What one server is told and has seen. */
export class Hints {
  private begun = 0;
  private readonly jobs = new Recent<Seen>();
  private readonly pauses = new Pauses();

  constructor(
    private readonly kind: HintKind,
    private readonly now: () => number,
  ) {}

  fields(work: Work | undefined): MoreFields {
    if (work === undefined || this.kind === "none") return {};
    const seen = this.jobs.get(jobOf(work));
    if (this.kind === "vllm-priority") return { priority: this.priority(work, seen) };
    const last = seen?.step === undefined ? {} : { last_func_call: seen.step };
    const told = { job_id: jobOf(work), this_func_call: work.step, ...last };
    return this.kind === "continuum"
      ? { ...told, is_last_step: work.isLast }
      : { vllm_xargs: { ...told, is_last_step: work.isLast ? 1 : 0 } };
  }

  /** A question goes out: the pause since the answer before it was what the server saw of our own step. */
  asked(work: Work): void {
    const seen = this.jobs.get(jobOf(work));
    if (seen?.step !== undefined) this.pauses.saw(seen.step, this.now() - seen.at);
    this.jobs.set(jobOf(work), { ...seen, order: seen?.order ?? this.begun++, at: this.now() });
  }

  /** The server has answered. Only then does it know the job: what failed on its way is its first request again. */
  answered(work: Work, firstTokenMs: number): void {
    const { order = this.begun++, step } = this.jobs.get(jobOf(work)) ?? {};
    if (step === undefined) this.pauses.began(firstTokenMs);
    this.jobs.set(jobOf(work), { order, step: work.step, at: this.now() });
  }

  /** How long a conversation is worth keeping in the server's cache, in ms; nothing where too little was seen. */
  keepMs(): number | undefined {
    return this.kind === "continuum" || this.kind === "vllm-xargs" ? this.pauses.keepMs() : undefined;
  }

  /** Small whole numbers, lower first: by the start of the job, and all spares after whatever somebody waits for. */
  private priority({ candidate }: Work, seen: Seen | undefined): number {
    const order = (seen?.order ?? this.begun) % spares;
    return candidate === 0 ? order : spares + order;
  }
}

const spares = 1_000_000;

interface Seen {
  readonly order: number;
  /** What was done with the last answer; absent before the first. */
  readonly step?: string;
  readonly at: number;
}

/** Candidates are conversations of their own, and servers know of no two requests of one job at a time. */
function jobOf({ job, candidate }: Work): string {
  return `${job}-${candidate}`;
}

const fieldNames = ["job_id", "this_func_call", "last_func_call", "is_last_step", "vllm_xargs", "priority"];

/** The hint that a refusal names, of those that were sent. */
export function refusedHint(sent: MoreFields, refusal: string): string | undefined {
  const words = refusal.toLowerCase();
  return fieldNames.find((name) => name in sent && words.includes(name));
}
