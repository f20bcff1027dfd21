/** The two tables that are learned from rows. */
import type { Table } from "../../planner/search/learned/table.js";
import { type Training, train } from "./adagrad.js";
import type { SlotExample } from "./slots.js";
import type { ToolExample } from "./tools.js";

export interface Lessons {
  readonly slots: readonly SlotExample[];
  readonly tools: readonly ToolExample[];
}

const slotTraining: Training = { size: 1 << 20, epochs: 3, rate: 0.05, decay: 0.00001 };
const toolTraining: Training = { size: 1 << 13, epochs: 6, rate: 0.05, decay: 0.00001 };
/** Weights that are kept, the largest: two bytes each in the file. */
const keptSlots = 28_000;

/** Learns from the lessons of all rows that touch no tool of the fold; `undefined` is no fold: all rows. */
export function learn({ slots, tools }: Lessons, fold: number | undefined): { slots: Table; tools: Table } {
  const may = ({ row }: { row: { touched: ReadonlySet<number> } }) => fold === undefined || !row.touched.has(fold);
  return {
    slots: pruned(train(slots.filter(may), slotTraining), keptSlots),
    tools: train(tools.filter(may), toolTraining),
  };
}

function pruned(table: Table, kept: number): Table {
  const least = table.map(Math.abs).sort()[table.length - kept] ?? 0;
  return table.map((weight) => (Math.abs(weight) >= least ? weight : 0));
}
