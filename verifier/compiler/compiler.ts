import { readFileSync } from "node:fs";

import ts = require("typescript");

// A host of our own: three in-memory texts and nothing else. No file system, no module resolution, no ambient types: what is
// not in the plan library or in the tools' declarations is an unknown name.

const LIBRARY = "/plan-lib.d.ts";
const TOOLS = "/tools.d.ts";

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  noLib: true,
  noResolve: true,
  types: [],
  noEmit: true,
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noFallthroughCasesInSwitch: true,
  skipLibCheck: true,
};

export interface ParsedPlan {
  readonly file: ts.SourceFile;
  readonly syntaxErrors: readonly ts.Diagnostic[];
}

/** A plan that was parsed and can be asked about its types. */
export interface CheckedPlan {
  readonly file: ts.SourceFile;
  readonly checker: ts.TypeChecker;
  /** Type errors, in the order of the source. */
  readonly diagnostics: readonly ts.Diagnostic[];
}

/** The declarations of the tools as the checker sees them. */
export interface Compiler {
  /** Parses one plan, without types. */
  parse(source: string): ParsedPlan;
  /** Checks plans together against the same tools: they share one checker, which is most of the cost. */
  check(files: readonly ts.SourceFile[], toolDeclarations: string): readonly CheckedPlan[];
}

/** Parses the plan library once; every later check shares it. */
export function createCompiler(): Compiler {
  const text = readFileSync(new URL("../lib/plan-lib.d.ts", import.meta.url), "utf8");
  const library = parse(LIBRARY, text);
  let tools = parse(TOOLS, "");
  let plans = 0;
  return {
    parse(source) {
      plans += 1;
      const file = parse(`/plan-${plans}.ts`, source);
      return { file, syntaxErrors: programOf([file]).getSyntacticDiagnostics(file) };
    },
    check(files, toolDeclarations) {
      if (tools.text !== toolDeclarations) tools = parse(TOOLS, toolDeclarations);
      return checkTogether([library, tools], files);
    },
  };
}

function parse(name: string, text: string): ts.SourceFile {
  return ts.createSourceFile(name, text, { languageVersion: ts.ScriptTarget.ESNext }, true);
}

function programOf(files: readonly ts.SourceFile[]): ts.Program {
  const byName = new Map(files.map((file) => [file.fileName, file]));
  return ts.createProgram({ rootNames: [...byName.keys()], options, host: hostOf(byName) });
}

function checkTogether(ambient: readonly ts.SourceFile[], plans: readonly ts.SourceFile[]): readonly CheckedPlan[] {
  const program = programOf([...ambient, ...plans]);
  const checker = program.getTypeChecker();
  return plans.map((file) => ({ file, checker, diagnostics: program.getSemanticDiagnostics(file) }));
}

function hostOf(files: ReadonlyMap<string, ts.SourceFile>): ts.CompilerHost {
  return {
    getSourceFile: (name) => files.get(name),
    fileExists: (name) => files.has(name),
    readFile: (name) => files.get(name)?.text,
    getDefaultLibFileName: () => LIBRARY,
    getCurrentDirectory: () => "/",
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    writeFile: () => {
      throw new Error("The checker never writes.");
    },
  };
}

/** Whether a declaration is one of what every program has. */
export function isLibraryDeclaration(node: ts.Declaration): boolean {
  return node.getSourceFile().fileName === LIBRARY;
}

/** Whether a declaration is one of a tool. */
export function isToolDeclaration(node: ts.Declaration): boolean {
  return node.getSourceFile().fileName === TOOLS;
}
