export type { Binding, Catalogue } from "./catalogue.js";
export { HoldshortError, type SourceIssue, type SourceIssueCode } from "./issue.js";
export { canonicalJson, isObject, type Json, type JsonObject } from "./json.js";
export { failure, type Outcome, success } from "./outcome.js";
export type { Schema, SchemaObject, SchemaType } from "./schema.js";
export type { Effect, SchemaOrigin, ToolSpec } from "./toolspec.js";
