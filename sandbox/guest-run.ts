import type { QuickJSHandle } from "quickjs-emscripten";
import { CallLedger } from "./call-ledger.js";
import { engineFault, guestFault, memoryFault, placeOf } from "./faults.js";
import type { GuestContext } from "./guest-context.js";
import type { GuestEvents } from "./guest-events.js";
import { type Limits, STEPS_PER_INTERRUPT } from "./limits.js";
import type { AnswerText, CallText, GuestEnd, Program } from "./messages.js";
import type { Fault } from "./run.js";

const JOBS_PER_SLICE = 1_000;

function placeIn(stack: string): Pick<CallText, "place"> {
  const place = placeOf(stack);
  return place === undefined ? {} : { place };
}

interface Setting {
  readonly program: Program;
  readonly limits: Limits;
  /** `performance.now()` at which the run must have ended. */
  readonly deadline: number;
  /** Is told of every call, in order; answers through `answer`, at once or later. */
  readonly onCall: (call: CallText) => void;
}

/**
 * One run of one program, as a small state machine: `start`, then an `answer` for each call, until `ended` says how it went.
 * A run has ended when the program returned *and* nothing of it is left to do. Nothing here waits; whoever drives it does.
 */
export class GuestRun {
  ended: GuestEnd | undefined;
  readonly #guest: GuestContext;
  readonly #setting: Setting;
  readonly #calls: CallLedger;
  readonly #logs: string[] = [];
  #logChars = 0;
  #steps = 0;
  #fault: Fault | undefined;
  #returned: { readonly result: string | undefined } | undefined;
  #exports: QuickJSHandle | undefined;

  constructor(guest: GuestContext, setting: Setting) {
    this.#guest = guest;
    this.#setting = setting;
    this.#calls = new CallLedger(setting.program, setting.limits);
    guest.events = this.#events();
  }

  start(): void {
    const { program } = this.#setting;
    this.#step(() => {
      const loaded = this.#guest.load(program);
      if ("thrown" in loaded) return this.#threw(loaded.thrown, "loading");
      this.#exports = loaded.exports;
      if (loaded.exports === undefined) {
        return this.#fail("syntax", "The program awaits at its top level. Await inside its function.");
      }
      const thrown = this.#guest.start(loaded.exports, program);
      if (thrown === false) this.#fail("syntax", "The program has no default export that is a function.");
      else this.#threw(thrown);
    });
  }

  answer(id: number, { ok, text }: AnswerText): void {
    if (!this.#calls.settle(id)) return;
    const { answerChars } = this.#setting.limits;
    this.#step(() => {
      if (text.length <= answerChars) return this.#threw(this.#guest.settle(id, ok, text));
      const name = this.#calls.nameOf(id);
      this.#fail(
        "too_large",
        `The answer of ${name} is ${text.length} characters long; at most ${answerChars} are allowed.`,
      );
    });
  }

  /** Ends the run from outside, at its deadline. */
  stop(): void {
    this.#failLate();
    this.#end();
  }

  /** Runs guest code, then whatever it made ready to run, and ends the run when it is over. */
  #step(body: () => void): void {
    if (this.ended !== undefined) return;
    this.#guarded(() => {
      body();
      this.#drain();
    });
    if (this.#fault === undefined && this.#returned === undefined) {
      if (this.#calls.waiting.length > 0) return;
      this.#checkMemory();
      this.#fail("stuck", "The program waits for a promise that nothing will ever settle.");
    }
    this.#end();
  }

  /** Without memory the engine may drop a promise job in silence: then nothing that a program did can be relied on. */
  #checkMemory(): void {
    if (this.#guest.memoryFull) this.#fault ??= memoryFault;
  }

  /** Goes on after the return: what is left to do would otherwise be done in the next run of the context. */
  #drain(): void {
    while (this.#fault === undefined) {
      const ran = this.#guest.drain(JOBS_PER_SLICE);
      if (typeof ran === "string") this.#threw(ran);
      else if (ran < JOBS_PER_SLICE) return;
      else if (this.#late) this.#failLate();
    }
  }

  #events(): GuestEvents {
    return {
      limits: this.#setting.limits,
      interrupted: () => {
        // Noted here, as an interrupted async function may just never go on.
        this.#steps += STEPS_PER_INTERRUPT;
        if (this.#steps > this.#setting.limits.steps) this.#failEndless();
        if (this.#late) this.#failLate();
        return this.#fault !== undefined;
      },
      refuse: ({ code, message, stack }) => this.#fail(code, message, placeOf(stack ?? "")),
      log: (line) => this.#logged(line),
      threw: (description) => this.#threw(description),
      returned: (result) => {
        this.#returned = { result };
      },
      call: (fn, args, stack) => this.#called({ fn, args, ...placeIn(stack) }),
    };
  }

  #logged(line: string): void {
    const { logChars } = this.#setting.limits;
    this.#logChars += line.length;
    if (this.#logChars > logChars) {
      this.#fail("too_large", `The program wrote more than ${logChars} characters to the console.`);
    }
    if (this.#fault === undefined) this.#logs.push(String(JSON.parse(line)));
  }

  #called(call: CallText): void {
    if (this.#fault !== undefined) return;
    if (this.#returned !== undefined) {
      const name = this.#calls.nameOfFunction(call.fn);
      this.#fail("unawaited_call", `The program called ${name} after it had returned. Await every call.`);
      return;
    }
    this.#fault = this.#calls.add(call);
    if (this.#fault === undefined) this.#setting.onCall(call);
  }

  get #late(): boolean {
    return performance.now() >= this.#setting.deadline;
  }

  #failLate(): void {
    const names = this.#calls.waitingNames;
    const waiting = names === "" ? "" : `; ${names} had not answered`;
    this.#fail("time", `The program did not end within ${this.#setting.limits.timeMs} ms${waiting}.`);
  }

  #failEndless(): void {
    this.#fail("steps", `The program did not end within ${this.#setting.limits.steps.toLocaleString("en")} steps.`);
  }

  #threw(description: string | undefined, when: "loading" | "running" = "running"): void {
    if (description === undefined) return;
    if (this.#late) this.#failLate();
    this.#fault ??= guestFault(description, { when, memoryFull: this.#guest.memoryFull });
  }

  /** The first fault is the reason; what follows from it is noise. */
  #fail(code: Fault["code"], message: string, place?: Pick<Fault, "line" | "column">): void {
    this.#fault ??= { code, message, ...place };
  }

  /** The engine itself can give up (out of memory, an assertion): still only the end of this run. */
  #guarded(body: () => void): void {
    try {
      body();
    } catch (thrown) {
      if (this.#late) this.#failLate();
      this.#fault ??= engineFault(thrown);
    }
  }

  #end(): void {
    this.ended ??= {
      end: this.#outcome(),
      logs: this.#logs,
      probe: this.#readProbe(),
      unanswered: this.#calls.waiting,
    };
    this.#guest.events = undefined;
    this.#guarded(() => this.#exports?.dispose());
    this.#exports = undefined;
  }

  #outcome(): GuestEnd["end"] {
    const names = this.#calls.waitingNames;
    if (names !== "") {
      this.#fail("unawaited_call", `The program returned while ${names} had not answered yet. Await every call.`);
    }
    this.#checkMemory();
    if (this.#fault !== undefined) return { ok: false, fault: this.#fault };
    return { ok: true, result: this.#returned?.result };
  }

  #readProbe(): readonly number[] {
    const { probe } = this.#setting.program;
    if (probe === undefined || this.#exports === undefined) return [];
    // After a fault the engine may be beyond answering: then nothing was counted.
    try {
      const value = this.#guest.read(this.#exports, probe);
      return Array.isArray(value) ? value.map(Number) : [];
    } catch {
      return [];
    }
  }
}
