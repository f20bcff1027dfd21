import type { QuickJSContext, QuickJSHandle } from "quickjs-emscripten";
import type { Limits } from "./limits.js";

/** What guest code can tell the host. Called from inside the engine, while a run is on. Uses no `this`. */
export interface GuestEvents {
  readonly limits: Limits;
  /** A tool is called, with its argument as JSON. `stack`: of the call, where places are told; else empty. */
  call(fn: number, args: string, stack: string): void;
  /** A line as JSON. */
  log(line: string): void;
  /** The result as JSON. */
  returned(result: string | undefined): void;
  /** `describe` of the guest side on what the program threw. */
  threw(description: string): void;
  refuse(refusal: Refusal): void;
  /** Asked by the engine every few thousand steps: true ends the program, which cannot catch it. */
  interrupted(): boolean;
}

export interface Refusal {
  readonly code: "bad_value" | "too_large";
  readonly message: string;
  readonly stack?: string;
}

/** The object through which the guest side reaches the host: one function an event. Deaf while `events` gives none. */
export function hostObject(context: QuickJSContext, events: () => GuestEvents | undefined): QuickJSHandle {
  const host = context.newObject();
  const expose = (name: string, body: (events: GuestEvents, args: readonly QuickJSHandle[]) => void) => {
    const fn = context.newFunction(name, (...args) => {
      const current = events();
      if (current !== undefined) body(current, args);
    });
    context.setProp(host, name, fn);
    fn.dispose();
  };
  /** A text of the program's, copied only after its length was seen to be within bounds. */
  const read = (handle: QuickJSHandle, maximum: number, what: string): string | undefined => {
    const length = context.getProp(handle, "length").consume((one) => context.getNumber(one));
    if (length <= maximum) return context.getString(handle);
    const message = `${what} is ${length} characters long; at most ${maximum} are allowed.`;
    events()?.refuse({ code: "too_large", message });
    return undefined;
  };
  expose("call", ({ limits, call }, [fn, args, stack]) => {
    const text = args && read(args, limits.argumentChars, "The argument of a call");
    const frames = stack === undefined ? "" : context.getString(stack);
    if (fn !== undefined && text !== undefined) call(context.getNumber(fn), text, frames);
  });
  expose("log", ({ limits, log }, [line]) => {
    const text = line && read(line, limits.logChars, "A line written to the console");
    if (text !== undefined) log(text);
  });
  expose("returned", ({ limits, returned }, [value]) => {
    if (value === undefined || context.typeof(value) === "undefined") return returned(undefined);
    const text = read(value, limits.resultChars, "The result");
    if (text !== undefined) returned(text);
  });
  expose("threw", ({ threw }, [description]) => {
    if (description !== undefined) threw(context.getString(description));
  });
  expose("refuse", ({ refuse }, [message, stack]) => {
    if (message === undefined) return;
    const place = stack === undefined ? {} : { stack: context.getString(stack) };
    refuse({ code: "bad_value", message: context.getString(message), ...place });
  });
  return host;
}
