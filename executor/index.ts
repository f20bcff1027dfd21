export { type AnswerIssue, type Answers, answerIn, type Given, openQuestions, wrongIn } from "./answering.js";
export { isSealed, planIn } from "./binding.js";
export {
  type CallTool,
  callersByServer,
  type Functions,
  functions,
  Lost,
  type Reply,
  type ToolCall,
} from "./caller.js";
export { type HttpService, httpCaller } from "./callers/http/caller.js";
export { mcpCaller } from "./callers/mcp.js";
export { whyNotResumed } from "./changes.js";
export { resumeRun, submitRun } from "./dbos/queue.js";
export { listRuns, type QueuedRun, type RunState, showRun } from "./dbos/runs.js";
export { databaseUndos, takeBackRun } from "./dbos/take-back.js";
export { type Job, startWorker, type Worker, type WorkerOptions } from "./dbos/worker.js";
export { type Execution, execute } from "./execute.js";
export type { Extracted, ExtractRequest, ExtractText } from "./extraction.js";
export { type FileRun, type FileRunState, fileRun, fileRuns } from "./file-runs.js";
export type { Decision, Entry, Head, TakesBack } from "./journal/entry.js";
export { fileJournal } from "./journal/file.js";
export type { Journal, JournalIssue, OpenJournal } from "./journal/journal.js";
export { memoryJournal } from "./journal/memory.js";
export { readFileJournal } from "./journal/reading.js";
export type { ModelUsage } from "./model-usage.js";
export type { ExecuteOptions } from "./options.js";
export { type PostgresPlace, postgresJournal } from "./postgres/journal.js";
export type { RunEvent } from "./progress/event.js";
export type { Answer, Approve, Question } from "./question.js";
export type { BrokenAssumption, CallReport, Ending, Problem, ProblemCode, RunResult } from "./result.js";
export { type Standing, standingOf } from "./standing.js";
export { type Deeds, deedsIn, type Kept, type TakenBack, type UndoStep } from "./undo/deeds.js";
export { endRun } from "./undo/end-run.js";
export { type UndoPlan, undoPlan } from "./undo/undo-plan.js";
export {
  fileUndos,
  namedAsUndos,
  takenBackBy,
  takenBackIn,
  takesBack,
  type UndoRun,
  type Undos,
  unfinishedUndo,
} from "./undo/undo-runs.js";
export type { CallRate, CallRates, CallWidth } from "./width.js";
export { valueWritten, wrongValue } from "./written.js";
