import type { FlowEdge, FlowGraph, FlowNode } from "../../graph.js";
import { deedWords, stepBoundsWords } from "../../words.js";
import { html, type Markup, nothing } from "../markup.js";
import type { Point } from "./box.js";
import { cut, type Drawing, draw } from "./layout.js";
import { outlineOf } from "./node-shape.js";

/** Above this many pixels a drawing is not shrunk to fit, because nobody could read it: it is panned instead. */
const widest = 900;
/** Calls above which nobody takes in a graph at a glance, so that its small print is left to the steps. */
const mostInFull = 60;

/** The graph as SVG: every call is a link to its step, so it works without a script. */
export function figure(graph: FlowGraph): Markup {
  const brief = graph.nodes.length > mostInFull;
  const drawing = draw(graph, (node) => linesOf(node, brief));
  const { width, top, height, groups, edges, nodes } = drawing;
  return html`<svg class="graph${width > widest ? " wide" : ""}" width="${width}" height="${height}" viewBox="0 ${top} ${width} ${height}" role="group" aria-label="Data flow of the plan">
<defs>${(["data", "decides", "order"] as const).map(arrow)}</defs>
${groups.map(frame)}
${edges.map(edgeMarkup)}
${groups.map(heading)}
${nodes.map(nodeMarkup)}
</svg>`;
}

function arrow(kind: FlowEdge["kind"]): Markup {
  return html`<marker id="arrow-${kind}" class="arrow ${kind}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0.5 8 4 0 7.5z"/></marker>`;
}

function linesOf(node: FlowNode, brief: boolean): readonly string[] {
  if (node.kind !== "call") return [cut(node.label, 34)];
  const { number, tool, server, spread, alone } = node.step;
  const title = `${number} ${cut(tool, 26)}`;
  // Of a tool that several steps call, their sum may be all that is known.
  const often =
    spread && alone === undefined ? "" : ` · ${stepBoundsWords(node.step).replace(/ \(loops? at .*\)$/, "")}`;
  return brief ? [title] : [title, cut(`${server}${often}`, 36)];
}

type Placed = Drawing["groups"][number];

function frame({ group, x, y, width, height }: Placed): Markup {
  return html`<g class="group ${group.kind}"><title>${group.label}</title><rect x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${round(width)}" height="${round(height)}" rx="8"/></g>`;
}

/** Above the edges, which cross it. */
function heading({ group, caption: { x, y, text } }: Placed): Markup {
  return html`<g class="group ${group.kind}" aria-hidden="true"><text x="${round(x)}" y="${round(y)}">${text}</text></g>`;
}

function edgeMarkup({ edge, points, label }: Drawing["edges"][number]): Markup {
  const text =
    label === undefined
      ? nothing
      : html`<text class="label" x="${round(label.x)}" y="${round(label.y) + 4}">${label.text}</text>`;
  return html`<g class="edge ${edge.kind}"><path d="${curve(points)}" marker-end="url(#arrow-${edge.kind})"/>${text}</g>`;
}

function nodeMarkup({ node, lines, ...box }: Drawing["nodes"][number]): Markup {
  const first = round(box.y - ((lines.length - 1) * 17) / 2 + 4);
  const texts = lines.map(
    (line, index) =>
      html`<text class="${index === 0 ? "title" : "small"}" x="${round(box.x)}" y="${first + 17 * index}">${line}</text> `,
  );
  if (node.kind !== "call")
    return html`<g class="${node.kind}"><title>${node.label}</title><path d="${outlineOf(node.kind, box)}"/>${texts}</g>`;
  const { number, name: written, effect } = node.step;
  const does = deedWords(node.step);
  const title = `${written}, ${does}, ${stepBoundsWords(node.step)}`;
  // What can be seen comes first in the name, for those who speak to their browser.
  const name = `${lines.join(" ")}, ${does}`;
  return html`<a class="node ${effect ?? "unknown"}" href="#step-${number}" data-step="${number}" aria-label="${name}"><title>${title}</title><path d="${outlineOf(effect ?? "unknown", box)}"/>${texts}</a>`;
}

/** Through the points, rounded at each of them. */
function curve(points: readonly Point[]): string {
  const [start, ...rest] = points;
  const end = rest.at(-1);
  if (start === undefined || end === undefined) return "";
  const middle = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? end;
    const to = index === rest.length - 2 ? end : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${round(point.x)} ${round(point.y)} ${round(to.x)} ${round(to.y)}`;
  });
  return `M${round(start.x)} ${round(start.y)}${middle.length === 0 ? `L${round(end.x)} ${round(end.y)}` : middle.join("")}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
