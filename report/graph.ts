import type { Evidence, OutlineStep, Source } from "../verifier/index.js";
import { callsOf, nameOf } from "./origins.js";
import type { Outlined, Step } from "./outline.js";

/** The plan as a graph: what is called, what leads where, and what stands in which loop or condition. Nothing of it is laid out. */
export interface FlowGraph {
  /** In the order of the outline. */
  readonly nodes: readonly FlowNode[];
  readonly groups: readonly FlowGroup[];
  readonly edges: readonly FlowEdge[];
}

export type FlowNode =
  | { readonly kind: "call"; readonly id: string; readonly group: string | undefined; readonly step: Step }
  /** Where the plan may stop, or skip what follows. */
  | { readonly kind: "exit"; readonly id: string; readonly group: string | undefined; readonly label: string }
  /** What the plan is given. */
  | { readonly kind: "input"; readonly id: string; readonly group: undefined; readonly label: string };

export interface FlowGroup {
  readonly id: string;
  readonly group: string | undefined;
  readonly kind: Exclude<OutlineStep["kind"], "call">;
  readonly label: string;
}

/** `data`: a value is passed on; `decides`: it says whether or how often; `order`: it only comes before. */
export interface FlowEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: "data" | "decides" | "order";
  /** Which parts of the value. */
  readonly labels: readonly string[];
}

export function flowGraph({ evidence }: Outlined, steps: readonly Step[]): FlowGraph {
  const { nodes, groups } = skeleton(evidence.outline, steps);
  const given: FlowNode[] =
    evidence.input === undefined ? [] : [{ kind: "input", id: inputId, group: undefined, label: "input" }];
  const all = [...given, ...nodes];
  const edges = merged(
    all.flatMap((node) => (node.kind === "call" ? edgesTo(node.step, evidence.provenance, steps) : [])),
  );
  return { nodes: all, groups, edges: [...edges, ...orderEdges(nodes, edges, waves(evidence))] };
}

const inputId = "input";
const idOf = ({ number }: Step) => `step-${number}`;

function skeleton(outline: readonly OutlineStep[], steps: readonly Step[]) {
  const nodes: FlowNode[] = [];
  const groups: FlowGroup[] = [];
  const placed = new Set<Step>();
  const visit = (list: readonly OutlineStep[], group: string | undefined): void => {
    for (const item of list) {
      if (item.kind === "call") {
        const step = steps.find(({ line, column }) => line === item.line && column === item.column);
        if (step !== undefined && !placed.has(step)) nodes.push({ kind: "call", id: idOf(step), group, step });
        if (step !== undefined) placed.add(step);
      } else if ((item.steps ?? []).length === 0) {
        nodes.push({ kind: "exit", id: `exit-${nodes.length}`, group, label: item.label });
      } else {
        const id = `group-${groups.length}`;
        groups.push({ id, group, kind: item.kind, label: item.label });
        visit(item.steps ?? [], id);
      }
    }
  };
  visit(outline, undefined);
  const others = steps.filter((step) => !placed.has(step));
  const loose = others.map((step): FlowNode => ({ kind: "call", id: idOf(step), group: undefined, step }));
  // A group in which all calls were placed before, in an earlier use of the same function, is left out.
  const used = new Set(nodes.map(({ group }) => group));
  for (const { id, group } of groups.toReversed()) if (used.has(id)) used.add(group);
  return { nodes: [...nodes, ...loose], groups: groups.filter(({ id }) => used.has(id)) };
}

function edgesTo(step: Step, provenance: Evidence["provenance"], steps: readonly Step[]): FlowEdge[] {
  if (step.line === undefined) return [];
  const edge = (source: Source, decides: boolean): FlowEdge[] => {
    const from = sourceId(source, steps);
    const kind = decides || source.way === "decides" ? "decides" : "data";
    return from === undefined ? [] : [{ from, to: idOf(step), kind, labels: [labelOf(source)] }];
  };
  return callsOf(provenance, step).flatMap(({ arguments: leaves, decidedBy }) => [
    ...leaves.flatMap(({ from }) => from.flatMap((source) => edge(source, false))),
    ...decidedBy.flatMap((source) => edge(source, true)),
  ]);
}

function sourceId(source: Source, steps: readonly Step[]): string | undefined {
  if (source.kind === "input") return inputId;
  if (source.kind !== "output") return undefined;
  const step = steps.find(({ line, column }) => line === source.line && column === source.column);
  return step === undefined ? undefined : idOf(step);
}

function labelOf(source: Source): string {
  if (source.kind !== "output") return nameOf(source).replace(/^input\.?/u, "");
  return source.path === "(error)" ? "its failure" : source.path;
}

/** One edge between two nodes; that a value is passed on says more than that it decides. */
function merged(edges: readonly FlowEdge[]): readonly FlowEdge[] {
  const found = new Map<string, FlowEdge>();
  for (const edge of edges) {
    const key = `${edge.from} ${edge.to}`;
    const before = found.get(key);
    if (before === undefined || (before.kind === "decides" && edge.kind === "data")) found.set(key, edge);
    else if (before.kind === edge.kind)
      found.set(key, { ...before, labels: [...new Set([...before.labels, ...edge.labels])] });
  }
  return [...found.values()];
}

/** Where nothing leads to a node, it hangs on the one before it, so that the order of the program can be seen. */
function orderEdges(
  nodes: readonly FlowNode[],
  edges: readonly FlowEdge[],
  waveOf: (node: FlowNode) => number | undefined,
): readonly FlowEdge[] {
  const reached = new Set(edges.filter(({ from, to }) => from !== inputId && from !== to).map(({ to }) => to));
  return nodes.flatMap((node, index): FlowEdge[] => {
    if (reached.has(node.id)) return [];
    const wave = waveOf(node);
    // Those of one wave do not wait for each other.
    const before = nodes.slice(0, index).findLast((other) => wave === undefined || (waveOf(other) ?? -1) < wave);
    return before === undefined ? [] : [{ from: before.id, to: node.id, kind: "order", labels: [] }];
  });
}

function waves({ waves }: Evidence): (node: FlowNode) => number | undefined {
  const found = new Map(
    waves.flatMap((wave, index) => wave.map(({ line, column }): [string, number] => [`${line}:${column}`, index])),
  );
  return (node) => (node.kind === "call" ? found.get(`${node.step.line}:${node.step.column}`) : undefined);
}
