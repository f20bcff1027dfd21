import type { NextCommands, RenderOptions } from "../report/index.js";
import { calledAs } from "./called.js";
import { type Environment, type Sink, variable } from "./io.js";

/** Wider lines than this are hard to read; a terminal that says nothing counts as the usual one. */
const widest = 100;
const usual = 80;

export function renderOptions(sink: Sink, env: Environment): RenderOptions & NextCommands {
  return { colour: wantsColour(sink, env), width: widthOf(sink, env), command: calledAs(env) };
}

/** What the terminal says, else COLUMNS: a pipe does not know how wide the terminal at its end is, and some terminals say 0. */
export function widthOf({ columns }: Sink, env: Environment): number {
  return Math.min(columns || columnsIn(env) || usual, widest);
}

function columnsIn(env: Environment): number | undefined {
  const text = variable(env, "COLUMNS");
  return text !== undefined && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
}

/** NO_COLOR before FORCE_COLOR before what the stream can do. */
export function wantsColour(sink: Sink, env: Environment): boolean {
  if (variable(env, "NO_COLOR") !== undefined) return false;
  const force = variable(env, "FORCE_COLOR");
  if (force !== undefined) return force !== "0" && force !== "false";
  return sink.isTTY === true && env.TERM !== "dumb";
}
