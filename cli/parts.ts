/** What commands use of the other folders, each loaded when first asked for: `--help` loads none, `tools list` no compiler. */
export interface Parts {
  toolspecs(): Promise<
    Pick<typeof import("../toolspecs/index.js"), "readTools" | "readJsonFile" | "catalogue" | "declarations">
  >;
  policy(): Promise<Pick<typeof import("../policy/index.js"), "parsePolicy" | "unknownTools">>;
  verifier(): Promise<
    Pick<typeof import("../verifier/index.js"), "createVerifier" | "eachWithoutStep" | "notAgain" | "withoutStep">
  >;
  executor(): Promise<
    Pick<
      typeof import("../executor/index.js"),
      | "execute"
      | "fileJournal"
      | "fileRun"
      | "fileRuns"
      | "readFileJournal"
      | "callersByServer"
      | "mcpCaller"
      | "httpCaller"
      | "planIn"
      | "whyNotResumed"
      | "wrongIn"
      | "valueWritten"
      | "deedsIn"
      | "fileUndos"
      | "databaseUndos"
      | "unfinishedUndo"
      | "takesBack"
      | "takenBackBy"
      | "takenBackIn"
      | "undoPlan"
      | "endRun"
      | "takeBackRun"
      | "submitRun"
      | "resumeRun"
      | "listRuns"
      | "showRun"
      | "standingOf"
      | "startWorker"
    >
  >;
  planner(): Promise<
    Pick<
      typeof import("../planner/index.js"),
      | "plan"
      | "searchProposer"
      | "modelProposer"
      | "handoverProposer"
      | "tryEndpoints"
      | "tryModel"
      | "modelReader"
      | "synthesise"
      | "parseWitnesses"
      | "widen"
    >
  >;
  lsp(): Promise<Pick<typeof import("../lsp/index.js"), "serve">>;
  eval(): Promise<Pick<typeof import("../eval/index.js"), "benchmarks" | "evaluate">>;
}

export const parts: Parts = {
  toolspecs: () => import("../toolspecs/index.js"),
  policy: () => import("../policy/index.js"),
  verifier: () => import("../verifier/index.js"),
  executor: () => import("../executor/index.js"),
  planner: () => import("../planner/index.js"),
  lsp: () => import("../lsp/index.js"),
  eval: () => import("../eval/index.js"),
};
