export {
  builtinAt,
  builtinKinds,
  builtinNamed,
  builtinNow,
  builtinServer,
  builtinSubject,
  builtinTools,
} from "./builtins.js";
export { type Binding, type Catalogue, catalogue, writtenName } from "./catalogue.js";
export { declarations } from "./declare.js";
export { checkedDocument, type DocumentKind } from "./documents/checked.js";
export { durationOf } from "./duration.js";
export { asJson, hashOf, hashOfValue } from "./hash.js";
export { HoldshortError, type SourceIssue, type SourceIssueCode, type SourceNote } from "./issue.js";
export { canonicalJson, isObject, type Json, type JsonObject } from "./json.js";
export { loadTools, type ReadOptions, readTools, type ToolSource } from "./load.js";
export { nearest } from "./nearest.js";
export { failure, type Outcome, success } from "./outcome.js";
export { parseJson } from "./parse-json.js";
export { inside, type Place, quoted, showPlace } from "./place.js";
export { notFoundWords, readJsonFile } from "./read-file.js";
export { endlessRef, isRecursive, resolveRef } from "./refs.js";
export type { Schema, SchemaObject, SchemaType } from "./schema.js";
export { sentence } from "./sentence.js";
export type { LiveServer } from "./servers/list.js";
export { says, typesOf } from "./shape.js";
export type { ShapesDocument, ToolShape } from "./shapes/document.js";
export { toolId } from "./shapes/find.js";
export { schemaOf } from "./shapes/infer.js";
export { nothing, observe, type Seen } from "./shapes/seen.js";
export { wrongName } from "./source.js";
export { statedGoal, withGoal } from "./stated-goal.js";
export type {
  BuiltinKind,
  Effect,
  HttpCall,
  HttpCredential,
  HttpParameter,
  SchemaOrigin,
  ToolOutput,
  ToolSpec,
} from "./toolspec.js";
export { choicesOf, typedAnswer } from "./typed-answer.js";
export { type Deed, type Undo, type UndoArgument, undoArguments } from "./undo.js";
export { isPlural, singular, stem } from "./words/stem.js";
export {
  canLook,
  deedOfNoun,
  isInflected,
  isVerb,
  lightVerbs,
  onlyActs,
  onlyMakes,
  onlyReads,
  sameDeed,
} from "./words/verbs.js";
