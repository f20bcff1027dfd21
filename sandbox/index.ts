export { uncarried } from "./codec.js";
export type { Echo } from "./echo.js";
export { defaultLimits, type Limits } from "./limits.js";
export type {
  Answer,
  AnsweredCall,
  Call,
  Fault,
  FaultCode,
  GuestFunction,
  Job,
  Place,
  Run,
  ScriptedFailure,
  ScriptedWorld,
  Watch,
} from "./run.js";
export { createSandbox, type Sandbox, type SandboxOptions } from "./sandbox.js";
