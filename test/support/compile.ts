import { readFileSync } from "node:fs";
import ts from "typescript";

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  noLib: true,
  noEmit: true,
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  types: [],
};

const library = parsed("lib.d.ts", readFileSync("verifier/lib/plan-lib.d.ts", "utf8"));

/** What the compiler says of these texts, with the library that plans are checked with and nothing else; as a plain `--strict` has it, or as the judge. */
export function complaints(
  texts: Readonly<Record<string, string>>,
  exactOptionalPropertyTypes = true,
): readonly string[] {
  const files = new Map(Object.entries(texts).map(([name, text]) => [name, parsed(name, text)]));
  files.set("lib.d.ts", library);
  const program = ts.createProgram(
    [...files.keys()],
    { ...options, exactOptionalPropertyTypes },
    {
      getSourceFile: (name) => files.get(name),
      fileExists: (name) => files.has(name),
      readFile: () => undefined,
      writeFile: () => {},
      getDefaultLibFileName: () => "lib.d.ts",
      getCurrentDirectory: () => "",
      getCanonicalFileName: (name) => name,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => "\n",
    },
  );
  return ts.getPreEmitDiagnostics(program).map((found) => {
    const message = ts.flattenDiagnosticMessageText(found.messageText, " ");
    const line = found.file?.getLineAndCharacterOfPosition(found.start ?? 0).line ?? 0;
    return `${found.file?.fileName}:${line + 1} ${found.file?.text.split("\n")[line]?.trim()} -- ${message}`;
  });
}

function parsed(name: string, text: string): ts.SourceFile {
  return ts.createSourceFile(name, text, { languageVersion: ts.ScriptTarget.ES2023 }, true);
}
