import { DefaultIntrinsics, type QuickJSContext, type QuickJSHandle, type QuickJSRuntime } from "quickjs-emscripten";
import { type Engine, freshEngine, type Image, memoryFull, memoryGrown, restoreImage, takeImage } from "./engine.js";
import { guestFault } from "./faults.js";
import { type GuestEvents, hostObject } from "./guest-events.js";
import type { Program } from "./messages.js";

/** What a context is made of: the compiled engine, and its memory at the time when the guest side was ready. */
export interface GuestTemplate {
  readonly compiled: WebAssembly.Module;
  readonly image: Image;
}

const MAIN = "main.js";
/** Where the guest side waits in an image to be picked up: a property of the host object, which programs cannot reach. */
const SHELF = "guest";

/**
 * Evaluates the guest side once. Every context starts from a copy of the memory that this leaves behind: copying is several
 * times faster than evaluating, and no context can differ from the next. It works because an engine does the same steps with
 * the same addresses every time; what `Shell` does is what both have in common.
 */
export async function prepareTemplate(
  compiled: WebAssembly.Module,
  sources: Readonly<Record<string, string>>,
): Promise<GuestTemplate> {
  const engine = await freshEngine(compiled, 64);
  const { runtime, context, host } = new Shell(engine);
  runtime.setModuleLoader(
    (name) => sources[name] ?? { error: new Error(`The guest side has no file ${name}.`) },
    (_, name) => name.replace("./", ""),
  );
  const source = `import { prepare } from "./${MAIN}"; export default prepare;`;
  const exports = context.unwrapResult(context.evalCode(source, "prepare.js", { type: "module" }));
  const prepare = context.getProp(exports, "default");
  const guest = context.unwrapResult(context.callFunction(prepare, context.undefined, host));
  context.setProp(host, SHELF, guest);
  return { compiled, image: takeImage(engine) };
}

/** A context with the guest side in it, ready for `install`. */
export async function freshContext({ compiled, image }: GuestTemplate, memoryMb: number): Promise<GuestContext> {
  const engine = await freshEngine(compiled, memoryMb);
  const shell = new Shell(engine);
  restoreImage(engine, image);
  return new GuestContext(engine, shell);
}

/** Runtime, context and the functions of the host, before any guest code. */
class Shell {
  /** The run that is on. */
  events: GuestEvents | undefined;
  readonly runtime: QuickJSRuntime;
  readonly context: QuickJSContext;
  readonly host: QuickJSHandle;

  constructor(engine: Engine) {
    this.runtime = engine.quickjs.newRuntime();
    this.runtime.setInterruptHandler(() => this.events?.interrupted() ?? false);
    // No program imports anything. Without another name in between, the engine would find what is loaded already: the
    // guest side, the program itself, an earlier load of it.
    const nowhere = "nowhere/";
    this.runtime.setModuleLoader(
      (name) => ({ error: new Error(`A program cannot import "${name.slice(nowhere.length)}".`) }),
      (_, name) => nowhere + name,
    );
    this.context = this.runtime.newContext({
      intrinsics: { ...DefaultIntrinsics, Proxy: false, TypedArrays: false, BigInt: false },
    });
    this.host = hostObject(this.context, () => this.events);
  }
}

/**
 * A QuickJS context with the guest side in it. Prepared before the program is known, then given its tools by `install`. No
 * handle leaves this class but the exports of the program, which go back into it. Wherever a method gives back a text, that
 * is `describe` of the guest side on something thrown.
 */
export class GuestContext {
  readonly #engine: Engine;
  readonly #shell: Shell;
  readonly #context: QuickJSContext;
  readonly #guest: Readonly<Record<"install" | "begin" | "start" | "settle" | "describe", QuickJSHandle>>;

  constructor(engine: Engine, shell: Shell) {
    this.#engine = engine;
    this.#shell = shell;
    this.#context = shell.context;
    const guest = this.#context.getProp(shell.host, SHELF);
    const member = (name: string) => this.#context.getProp(guest, name);
    this.#guest = {
      install: member("install"),
      begin: member("begin"),
      start: member("start"),
      settle: member("settle"),
      describe: member("describe"),
    };
    guest.dispose();
  }

  set events(events: GuestEvents | undefined) {
    this.#shell.events = events;
  }

  get memoryFull(): boolean {
    return memoryFull(this.#engine);
  }

  /** Whether nothing of the last run is left to do. */
  get idle(): boolean {
    return !this.#shell.runtime.hasPendingJob();
  }

  get memoryGrown(): boolean {
    return memoryGrown(this.#engine);
  }

  /** To be called once, before the first program. Throws for names that cannot be had. */
  install({ functions }: Program, stackKb: number): void {
    this.#shell.runtime.setMaxStackSize(stackKb * 1024);
    const names = functions.map(({ namespace, member }) => [namespace, member]);
    const problem = this.#call("install", this.#text(JSON.stringify(names)));
    if (problem !== undefined) throw new TypeError(guestFault(problem, { when: "running", memoryFull: false }).message);
  }

  /** Loads a program. Its exports; undefined when it awaits something before it has any. */
  load({
    script,
    seed,
    placed,
  }: Program): { readonly exports: QuickJSHandle | undefined } | { readonly thrown: string } {
    const failed = this.#call("begin", this.#context.newNumber(seed), this.#flag(placed === true));
    if (failed !== undefined) return { thrown: failed };
    const result = this.#context.evalCode(script, "plan.js", { type: "module" });
    if (result.error) return { thrown: this.#describe(result.error) };
    const state = this.#context.getPromiseState(result.value);
    return { exports: state.type === "fulfilled" && state.notAPromise === true ? result.value : undefined };
  }

  /** Calls the default export with the input. False when there is none to call. */
  start(exports: QuickJSHandle, { input }: Program): string | false | undefined {
    const entry = this.#context.getProp(exports, "default");
    if (this.#context.typeof(entry) !== "function") return false;
    return this.#call("start", entry, input === undefined ? this.#context.undefined : this.#text(input));
  }

  /** Settles the promise of a call with a value, or with the message of an error, as JSON. */
  settle(id: number, ok: boolean, text: string): string | undefined {
    return this.#call("settle", this.#context.newNumber(id), this.#flag(ok), this.#text(text));
  }

  /** Runs at most `maximum` promise jobs: how many there were. */
  drain(maximum: number): number | string {
    const ran = this.#shell.runtime.executePendingJobs(maximum);
    return ran.error ? this.#describe(ran.error) : ran.value;
  }

  read(exports: QuickJSHandle, name: string): unknown {
    return this.#context.getProp(exports, name).consume((handle): unknown => this.#context.dump(handle));
  }

  #flag(value: boolean): QuickJSHandle {
    return value ? this.#context.true : this.#context.false;
  }

  #text(text: string): QuickJSHandle {
    return this.#context.newString(text);
  }

  #call(name: "install" | "begin" | "start" | "settle", ...args: QuickJSHandle[]): string | undefined {
    const result = this.#context.callFunction(this.#guest[name], this.#context.undefined, ...args);
    for (const arg of args) arg.dispose();
    if (result.error) return this.#describe(result.error);
    result.value.dispose();
    return undefined;
  }

  #describe(thrown: QuickJSHandle): string {
    const result = this.#context.callFunction(this.#guest.describe, this.#context.undefined, thrown);
    thrown.dispose();
    // With no memory or stack left, or past the deadline, there is nothing to be said; what ended the run shows that.
    if (result.error) return JSON.stringify({ nothing: true });
    return result.value.consume((text) => this.#context.getString(text));
  }
}
