import { Graph, layout } from "@dagrejs/dagre";
import type { FlowEdge, FlowGraph, FlowGroup, FlowNode } from "../../graph.js";
import type { Box, Point } from "./box.js";
import { settled } from "./labels.js";

// The layered layout of Sugiyama, by dagre (MIT, no dependency but its own graph type, in process and at once): elkjs routes edges
// more finely, but is 20 times as large, wants a worker and is under the EPL. The page carries what comes out, as SVG.

export interface Drawing {
  readonly width: number;
  /** Where it begins: not below 0. */
  readonly top: number;
  readonly height: number;
  readonly nodes: readonly (Box & { readonly node: FlowNode; readonly lines: readonly string[] })[];
  /** From the outside in. */
  readonly groups: readonly (Box & { readonly group: FlowGroup; readonly caption: Caption })[];
  readonly edges: readonly { readonly edge: FlowEdge; readonly points: readonly Point[]; readonly label?: Label }[];
}

interface Label extends Point {
  readonly text: string;
}

/** What stands at the top of a group, by its left end and its base line. */
type Caption = Label;

/** Width of a character of the fonts in the stylesheet at their size, near enough. */
const character = { title: 7.9, small: 6.4, caption: 6.2 };
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
  const groups = graph.groups.map((group) => {
    const box = headed(boxOf(sheet.node(group.id)), depthOf(group, graph));
    return { group, ...box, caption: captionOf(group, box) };
  });
  const nodes = graph.nodes.map((node) => ({ node, lines: lines.get(node.id) ?? [], ...boxOf(sheet.node(node.id)) }));
  const top = Math.floor(Math.min(0, ...groups.map(({ y, height }) => y - height / 2 - 6)));
  return {
    width: Math.ceil(whole.width ?? 0),
    top,
    height: Math.ceil(whole.height ?? 0) - top,
    nodes,
    groups,
    edges: withLabels(
      edges.map((edge) => ({ edge, ...sheet.edge(edge.from, edge.to) })),
      [...nodes, ...groups.map(({ caption }) => coveredBy(caption))],
    ),
  };
}

function withLabels(
  edges: readonly ({ readonly edge: FlowEdge; readonly points?: readonly Point[] } & Partial<Point>)[],
  taken: readonly Box[],
): Drawing["edges"] {
  const labels = edges.flatMap(({ edge, points = [], x, y }) => {
    const text = labelText(edge);
    return text === "" || x === undefined || y === undefined
      ? []
      : [{ edge, text, points, box: { x, y, ...room(text) } }];
  });
  const places = settled(labels, taken);
  const placed = new Map(
    labels.flatMap(({ edge, text }, index) => {
      const place = places[index];
      return place === undefined ? [] : [[edge, { ...place, text }] as const];
    }),
  );
  return edges.map(({ edge, points = [] }) => {
    const label = placed.get(edge);
    return { edge, points, ...(label !== undefined && { label }) };
  });
}

const symbols: { readonly [K in FlowGroup["kind"]]: string } = { loop: "↻", branch: "◇", parallel: "∥", try: "!" };

function captionOf({ kind, label }: FlowGroup, { x, y, width, height }: Box): Caption {
  const most = Math.max(6, Math.floor((width - 16) / character.caption));
  return { x: x - width / 2 + 9, y: y - height / 2 + 13, text: cut(`${symbols[kind]} ${label}`, most) };
}

function coveredBy({ x, y, text }: Caption): Box {
  const width = text.length * character.caption;
  return { x: x + width / 2, y: y - 5, width, height: lineHeight };
}

export function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : text;
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
  return { weight, minlen: 1, ...room(text), labelpos: "c" as const };
}

function room(text: string): Pick<Box, "width" | "height"> {
  return { width: Math.ceil(text.length * character.small) + 8, height: 16 };
}
