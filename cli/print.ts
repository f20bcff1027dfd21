import { type NextCommands, renderVerdict, verdictJson } from "../report/index.js";
import type { Verdict } from "../verifier/index.js";
import type { Io, Sink } from "./io.js";
import { jsonText } from "./json-text.js";
import { renderOptions } from "./style.js";

export function printVerdict(io: Io, verdict: Verdict, { json }: { readonly json?: boolean }): void {
  if (json) io.stdout.write(jsonText(verdictJson(verdict)));
  else printReport(io, io.stdout, verdict);
}

/** `kept`: what can be done with the file that the plan was written to. */
export function printReport(io: Io, sink: Sink, verdict: Verdict, kept?: NextCommands["kept"]): void {
  sink.write(renderVerdict(verdict, { ...renderOptions(sink, io.env), ...(kept && { kept }) }));
}
