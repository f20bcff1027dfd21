import type { Effect } from "../../../toolspecs/index.js";
import type { Box } from "./box.js";

export type Shape = Effect | "unknown" | "exit" | "input";

/**
 * The outline of a node, as an SVG path. Effects can be told apart without colour: what reads is round, what changes has a point,
 * what cannot be undone has eight corners like the sign that says stop.
 */
export function outlineOf(shape: Shape, box: Box): string {
  const { width, height } = box;
  const [left, top, right, bottom] = [box.x - width / 2, box.y - height / 2, box.x + width / 2, box.y + height / 2];
  const middle = box.y;
  if (shape === "read" || shape === "input") {
    const radius = height / 2;
    return `M${left + radius} ${top}H${right - radius}A${radius} ${radius} 0 0 1 ${right - radius} ${bottom}H${left + radius}A${radius} ${radius} 0 0 1 ${left + radius} ${top}z`;
  }
  if (shape === "write") return `M${left} ${top}H${right - 12}L${right} ${middle}L${right - 12} ${bottom}H${left}z`;
  if (shape === "exit")
    return `M${left + 12} ${top}H${right - 12}L${right} ${middle}L${right - 12} ${bottom}H${left + 12}L${left} ${middle}z`;
  const corner = 11;
  return `M${left + corner} ${top}H${right - corner}L${right} ${top + corner}V${bottom - corner}L${right - corner} ${bottom}H${left + corner}L${left} ${bottom - corner}V${top + corner}z`;
}
