import type { ToolSpec } from "./toolspec.js";

/** The name a plan writes for a tool: `namespace.member`. */
export interface Binding {
  readonly namespace: string;
  readonly member: string;
  readonly spec: ToolSpec;
}

/** Every tool of a task with the identifier a plan uses for it. Reversible: one binding per tool, one tool per binding. */
export interface Catalogue {
  readonly bindings: readonly Binding[];
  /** The binding written `namespace.member`, if there is one. */
  find(namespace: string, member: string): Binding | undefined;
}
