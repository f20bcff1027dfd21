/**
 * The one way in for tools: sources to ToolSpecs. All or nothing: if anything in any source is wrong, the answer is what is
 * wrong, because a plan made with the tools that happened to load would be a plan for another task.
 */
import { type LiveContext, readAddress, readConfigured } from "./formats/live.js";
import { readOpenApi } from "./formats/openapi/document.js";
import { findToolArray, readToolArray } from "./formats/tool-array.js";
import { HoldshortError, type SourceIssue, type SourceNote } from "./issue.js";
import { isObject, type Json } from "./json.js";
import { failure, type Outcome, success } from "./outcome.js";
import { type Place, quoted } from "./place.js";
import { checkPlain, readJsonFile } from "./read-file.js";
import { capIssues, collectIssues, distinctNotes, type Report } from "./report.js";
import { findServers } from "./servers/config.js";
import type { LiveServer } from "./servers/list.js";
import { complete } from "./shapes/complete.js";
import type { ShapesDocument } from "./shapes/document.js";
import { withNamedTools } from "./shapes/requires.js";
import { commandSource, emptySource, parseSource, wrongName } from "./source.js";
import type { ToolSpec } from "./toolspec.js";

/**
 * A string is a file's path, the URL of an MCP server, or either with a name in front (`shop=api.yaml`), which becomes the
 * server of its tools. Anything else is a document that was already parsed.
 */
export type ToolSource = string | Json;

export interface ReadOptions {
  /**
   * The folder that relative paths start from, and that servers are started in, unless they say otherwise. Default: the
   * working folder of the process.
   */
  readonly cwd?: string;
  /** How long an MCP server may take from its start to its last tool. Default: 15 seconds. */
  readonly timeoutMs?: number;
  /**
   * The user's own files about tools, as paths or as values: shapes of outputs that nobody declares, effects, terms of use.
   * Default: none.
   */
  readonly shapes?: readonly (string | ShapesDocument)[];
  /** Files of recorded outputs, JSON Lines of `{tool, server?, output}`: shapes are inferred from them. Default: none. */
  readonly observed?: readonly string[];
  /**
   * Takes over the MCP servers, still running, with the names their tools go by: for whoever wants to call the very tools that
   * were listed, and stops them afterwards. Default: each is stopped when it has listed its tools.
   */
  readonly keep?: (server: string, live: LiveServer) => void;
  /** Told what was read in one of several ways, each once, where the sources could be read. Default: nobody is told. */
  readonly note?: (note: SourceNote) => void;
  /** Aborting stops servers that were started and makes the answer a failure. Default: never aborted. */
  readonly signal?: AbortSignal;
}

/** Reads tools from every source at once. Their kind is recognised; tools that name no server belong to `tools`. */
export async function readTools(
  sources: readonly ToolSource[],
  options: ReadOptions = {},
): Promise<Outcome<readonly ToolSpec[], SourceIssue>> {
  const settings = {
    cwd: process.cwd(),
    timeoutMs: 15_000,
    signal: new AbortController().signal,
    shapes: [],
    observed: [],
    keep: undefined,
    note: () => {},
    ...options,
  };
  const { issues, report } = collectIssues();
  const nowhere = { source: "tools", path: [] };
  if (sources.length === 0) report("bad_argument", nowhere, "No source of tools was given. Name at least one.");
  const lists = await Promise.all(sources.map((source, index) => readSource(source, index, settings)));
  reportDuplicates(lists, report);
  const misread = [...lists.flatMap((list) => list.issues), ...issues];
  // What is said about tools cannot be judged while some of them could not be read.
  const tools = misread.length === 0 ? await complete(linked(lists, report), settings, report) : [];
  const [first, ...others] = capIssues(misread.length === 0 ? issues : misread);
  if (first !== undefined) return failure(first, ...others);
  for (const note of distinctNotes(lists.flatMap(({ notes }) => notes))) settings.note(note);
  return success(tools);
}

/** Tools that name others, across sources, by their full names. */
function linked(lists: readonly Loaded[], report: Report): readonly ToolSpec[] {
  const all = lists.flatMap(({ tools }) => tools);
  return lists.flatMap(({ tools, place }) => tools.map((tool) => withNamedTools(tool, all, place, report)));
}

/** Like `readTools` of one source, or of several paths and URLs; what is wrong is thrown as one `HoldshortError`. */
export async function loadTools(source: ToolSource | readonly string[], options?: ReadOptions): Promise<ToolSpec[]> {
  const outcome = await readTools(arePaths(source) ? source : [source], options);
  if (!outcome.ok) throw new HoldshortError(outcome.issues);
  return [...outcome.value];
}

function arePaths(source: Json): source is readonly string[] {
  return Array.isArray(source) && source.length > 0 && source.every((item: Json) => typeof item === "string");
}

type Settings = Required<Omit<ReadOptions, "keep">> & { readonly keep: ReadOptions["keep"] | undefined };

interface Loaded {
  readonly place: Place;
  readonly tools: readonly ToolSpec[];
  readonly issues: readonly SourceIssue[];
  readonly notes: readonly SourceNote[];
}

async function readSource(source: ToolSource, index: number, settings: Settings): Promise<Loaded> {
  const opened = await open(source, index, settings.cwd);
  const { place, server, content } = opened;
  if (content.kind === "refused") return { place, tools: [], issues: content.issues, notes: [] };
  const { issues, notes, report } = collectIssues();
  const context = { ...settings, server, report };
  const tools =
    content.kind === "address"
      ? await readAddress(content.url, place, context)
      : await readDocument(content.document, opened, context);
  if (tools.length === 0 && issues.length === 0) {
    report("no_tools", place, "There are no tools in it. Give a source that has some.");
  }
  return { place, tools, issues, notes };
}

interface Opened {
  readonly place: Place;
  /** The name in front of the source. */
  readonly server: string | undefined;
  /** The file it was read from. */
  readonly path?: string;
  readonly content:
    | { readonly kind: "address"; readonly url: string }
    | { readonly kind: "document"; readonly document: Json }
    | { readonly kind: "refused"; readonly issues: readonly SourceIssue[] };
}

async function open(source: ToolSource, index: number, cwd: string): Promise<Opened> {
  if (typeof source !== "string") {
    const place = { source: `source ${index + 1}`, path: [] };
    return { place, server: undefined, content: contentOf(checkPlain(source, place)) };
  }
  const nothing = emptySource(source) ?? (await wrongName(source, cwd)) ?? (await commandSource(source, cwd));
  if (nothing !== undefined) {
    const issue: SourceIssue = { code: "bad_argument", place: `source ${index + 1}`, message: nothing };
    return {
      place: { source: issue.place, path: [] },
      server: undefined,
      content: { kind: "refused", issues: [issue] },
    };
  }
  const { server, kind, location, label } = await parseSource(source, cwd);
  const place = { source: label, path: [] };
  if (kind === "url") return { place, server, content: { kind: "address", url: location } };
  return { place, server, path: location, content: contentOf(await readJsonFile(location, place)) };
}

function contentOf(parsed: Outcome<Json, SourceIssue>): Opened["content"] {
  return parsed.ok ? { kind: "document", document: parsed.value } : { kind: "refused", issues: parsed.issues };
}

/** The kinds of documents, each known by what only it has. */
async function readDocument(document: Json, opened: Opened, context: LiveContext): Promise<readonly ToolSpec[]> {
  const { place, path, server } = opened;
  const { report } = context;
  if (isObject(document) && (document.openapi !== undefined || document.swagger !== undefined)) {
    return readOpenApi({ document, place, path, server }, report);
  }
  const tools = findToolArray(document, place);
  if (tools !== undefined) return readToolArray(tools, server ?? "tools", report);
  const servers = findServers(document, place);
  if (servers !== undefined) return readConfigured(servers, context);
  report("unknown_kind", place, unknownKind(document));
  return [];
}

const kinds =
  "an array of OpenAI, Anthropic or MCP tools, a tools/list result, an OpenAPI 3.x document, or an mcpServers configuration";

function unknownKind(document: Json): string {
  const single =
    isObject(document) && typeof document.name === "string" ? " One tool on its own goes into an array." : "";
  return `No tools can be recognised in it. holdshort reads ${kinds}.${single}`;
}

function reportDuplicates(lists: readonly Loaded[], report: Report): void {
  const seen = new Map<string, Place>();
  for (const { place, tools } of lists) {
    for (const { server, name } of tools) {
      const key = JSON.stringify([server, name]);
      const names = `${quoted(name)} on the server ${quoted(server)}`;
      const first = seen.get(key);
      const apart = first === place ? "" : ", or name the sources apart (first=a.json second=b.json)";
      if (first !== undefined)
        report("duplicate_tool", place, `There are two tools ${names}. Rename or remove one${apart}.`);
      seen.set(key, place);
    }
  }
}
