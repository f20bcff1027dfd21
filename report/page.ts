import type { Verdict } from "../verifier/index.js";
import type { PageOptions } from "./html/render.js";
import type { RunStory } from "./html/run.js";
import type { RunCommands } from "./run-words.js";

/** A verdict as one page to keep or send. The layout of graphs is loaded when the first page is made, not before. */
export async function renderHtml(verdict: Verdict, options: PageOptions = {}): Promise<string> {
  const { verdictPage } = await import("./html/render.js");
  return verdictPage(verdict, options);
}

/** A real run as one page: how it went, what was called and when, and the plan it followed. */
export async function renderRunHtml(story: RunStory, options: PageOptions & RunCommands = {}): Promise<string> {
  const { runPage } = await import("./html/run.js");
  return runPage(story, options);
}
