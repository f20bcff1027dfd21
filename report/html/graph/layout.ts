import { Graph, layout } from "@dagrejs/dagre";
import type { FlowEdge, FlowGraph, FlowGroup, FlowNode } from "../../graph.js";

// The layered layout of Sugiyama, by dagre (MIT, no dependency but its own graph type, in process and at once): elkjs routes edges
// more finely, but is 20 times as large, wants a worker and is under the EPL. The page carries what comes out, as SVG.

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Centre and size, in CSS pixels. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

export interface Drawing {
  readonly width: number;
  /** Where it begins: not below 0. */
  readonly top: number;
  readonly height: number;
  readonly nodes: readonly (Box & { readonly node: FlowNode; readonly lines: readonly string[] })[];
  /** From the outside in. */
  readonly groups: readonly (Box & { readonly group: FlowGroup })[];
  readonly edges: readonly { readonly edge: FlowEdge; readonly points: readonly Point[]; readonly label?: Label }[];
}

interface Label extends Point {
  readonly text: string;
}

/** Width of a character of the fonts in the stylesheet at their size, near enough. */
const character = { title: 7.9, small: 6.4 };
const padding = { x: 16, y: 9 };
const lineHeight = 17;
const widestNode = 250;

export function draw(graph: FlowGraph, linesOf: (node: FlowNode) => readonly string[]): Drawing {
  const sheet = new Graph({ compound: true, multigraph: false });
  // What stands in groups needs room above for their headings.
  const ranksep = graph.groups.length > 0 ? 52 : 34;
  sheet.setGraph({ rankdir: "TB", nodesep: 26, ranksep, edgesep: 14, marginx: 12, marginy: 12 });
  sheet.setDefaultEdgeLabel(() => ({}));
  for (const { id } of graph.groups) sheet.setNode(id, {});
  const lines = new Map(graph.nodes.map((node) => [node.id, linesOf(node)]));
  for (const { id } of graph.nodes) sheet.setNode(id, sizeOf(lines.get(id) ?? []));
  for (const { id, group } of [...graph.groups, ...graph.nodes]) if (group !== undefined) sheet.setParent(id, group);
  const edges = graph.edges.filter(({ from, to }) => from !== to);
  for (const edge of edges) sheet.setEdge(edge.from, edge.to, labelled(edge));
  layout(sheet);
  const whole = sheet.graph();
  const groups = graph.groups.map((group) => ({
    group,
    ...headed(boxOf(sheet.node(group.id)), depthOf(group, graph)),
  }));
  const top = Math.floor(Math.min(0, ...groups.map(({ y, height }) => y - height / 2 - 6)));
  return {
    width: Math.ceil(whole.width ?? 0),
    top,
    height: Math.ceil(whole.height ?? 0) - top,
    nodes: graph.nodes.map((node) => ({ node, lines: lines.get(node.id) ?? [], ...boxOf(sheet.node(node.id)) })),
    groups,
    edges: edges.map((edge) => {
      const { points = [], x, y } = sheet.edge(edge.from, edge.to) ?? {};
      const text = labelText(edge);
      return { edge, points, ...(text !== "" && x !== undefined && y !== undefined && { label: { x, y, text } }) };
    }),
  };
}

/** Room for the label, and for those of the groups inside. */
function headed(box: Box, depth: number): Box {
  const more = titleHeight * depth;
  return { ...box, y: box.y - more / 2, height: box.height + more };
}

const titleHeight = 15;

function depthOf({ id }: FlowGroup, graph: FlowGraph): number {
  return 1 + Math.max(0, ...graph.groups.filter(({ group }) => group === id).map((inner) => depthOf(inner, graph)));
}

function boxOf({ x = 0, y = 0, width = 0, height = 0 }: Partial<Box>): Box {
  return { x, y, width, height };
}

function sizeOf(lines: readonly string[]): { width: number; height: number } {
  const [first = "", ...more] = lines;
  const widest = Math.max(first.length * character.title, ...more.map((line) => line.length * character.small));
  return {
    width: Math.min(widestNode, Math.max(90, Math.ceil(widest) + 2 * padding.x)),
    height: lines.length * lineHeight + 2 * padding.y,
  };
}

/** Values are told on the edge, so that the eye can follow them; order and decisions speak by their line alone. */
export function labelText({ kind, labels }: FlowEdge): string {
  const [first = "", ...others] = labels.filter((label) => label !== "");
  if (kind === "order" || first === "") return "";
  const text = others.length === 0 ? first : `${first} +${others.length}`;
  return text.length > 28 ? `${text.slice(0, 27)}…` : text;
}

function labelled(edge: FlowEdge) {
  const text = labelText(edge);
  const weight = { data: 3, decides: 1, order: 2 }[edge.kind];
  if (text === "") return { weight, minlen: 1 };
  return { weight, minlen: 1, width: Math.ceil(text.length * character.small) + 8, height: 16, labelpos: "c" as const };
}
