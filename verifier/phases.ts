import ts = require("typescript");

import type { Catalogue } from "../toolspecs/index.js";
import { builtinIssues } from "./builtin/builtin-call.js";
import { notOffered } from "./builtin/not-offered.js";
import type { CheckedPlan, Compiler } from "./compiler/compiler.js";
import { declarationsFor } from "./declarations.js";
import { builtinNotOfferedIssue, type Issue, subsetIssue, syntaxIssue, typeIssue } from "./issues/index.js";
import { typeFix } from "./repair/typed/index.js";
import { withoutCast } from "./repair/uncast.js";
import { checkSubset } from "./subset.js";

/** What a phase hands to the next, or the issues that end the judgement. */
export type Phase<T> = { readonly value: T } | { readonly issues: readonly Issue[] };

const MAX_CHARS = 200_000;
const nowhere = { file: ts.createSourceFile("/plan.ts", "", ts.ScriptTarget.ESNext), start: 0 };

/** Phase 1: the program is written in the plan form. */
export function inPlanForm(compiler: Compiler, source: string): Phase<ts.SourceFile> {
  if (source.length > MAX_CHARS) {
    return {
      issues: [subsetIssue(nowhere, `The program is ${source.length} characters long.`, `At most ${MAX_CHARS} fit.`)],
    };
  }
  return shallow(() => {
    const { file, syntaxErrors } = compiler.parse(source);
    const broken = syntaxErrors.map((diagnostic) => syntaxIssue(file, diagnostic));
    const issues = broken.length > 0 ? broken : checkSubset(file).map((issue) => uncast(issue, source));
    return issues.length > 0 ? { issues } : { value: file };
  });
}

/** Casts have no place in a plan; what is left says by itself where it does not fit. */
function uncast(issue: Issue, source: string): Issue {
  const edits = withoutCast(source, issue);
  return edits === undefined ? issue : { ...issue, fix: { title: "Remove the cast", edits } };
}

/** Phase 2: every type fits, against the tools as they are declared. */
export function wellTyped(compiler: Compiler, file: ts.SourceFile, names: Catalogue): Phase<CheckedPlan> {
  return shallow(() => {
    const slips = builtinIssues(file, names);
    if (slips.length > 0) return { issues: slips };
    const [plan] = compiler.check([file], declarationsFor(file, names));
    if (plan === undefined) throw new Error("The compiler checks every file it is given.");
    const namespaces = new Set(names.bindings.map(({ namespace }) => namespace));
    const issues = plan.diagnostics.map((diagnostic) => {
      const kind = notOffered(file, diagnostic);
      if (kind === undefined) return typeIssue(file, diagnostic, { namespaces, fix: typeFix(diagnostic, plan, names) });
      return builtinNotOfferedIssue({ file, start: diagnostic.start ?? 0 }, kind);
    });
    return issues.length > 0 ? { issues } : { value: plan };
  });
}

/** The compiler and our own walks recurse; a program nested deep enough to overflow them is refused, not crashed on. */
export function shallow<T>(phase: () => Phase<T>): Phase<T> {
  try {
    return phase();
  } catch (thrown) {
    if (!(thrown instanceof RangeError) && !gaveUp(thrown)) throw thrown;
    return { issues: [subsetIssue(nowhere, "The program is nested too deeply.", "Flatten it.")] };
  }
}

/** The compiler holds its own state to be impossible; types nested some hundreds deep bring it there. */
function gaveUp(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.message.startsWith("Debug Failure");
}
