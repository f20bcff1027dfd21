/** How often a slot's peers and a mention's peers come in the same order. */
export interface Standing {
  /** Place among the mentions of its sort, and how many there are. */
  readonly at: number;
  readonly of: number;
  /** Place of the slot among the slots that take that sort, and how many there are. */
  readonly slotAt: number;
  readonly slotOf: number;
}
