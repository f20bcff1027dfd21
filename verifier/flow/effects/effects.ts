import type ts from "typescript";
import type { Binding } from "../../../toolspecs/index.js";
import type { CheckedPlan } from "../../compiler/compiler.js";
import type { Issue } from "../../issues/index.js";
import { buildSteps } from "./build.js";
import { findDeadCode } from "./dead-code.js";
import { findAskedTooLate } from "./known-before.js";
import { findLateChecks } from "./late-check.js";
import { Order } from "./order.js";
import { type OutlineStep, outlineOf } from "./outline.js";
import { type PartialEffect, partialEffects } from "./partial.js";
import { findRaces } from "./race.js";
import { findRepeated } from "./repeated.js";
import type { Scene } from "./scene.js";
import { findSwallowed } from "./swallowed.js";
import { findUnused } from "./unused.js";
import { Values } from "./values.js";
import { type Waves, wavesOf } from "./waves.js";

/** What a plan does to the world, told from its text: in which order, under which conditions, and what may go wrong on the way. */
export interface Effects {
  readonly outline: readonly OutlineStep[];
  readonly partialEffects: readonly PartialEffect[];
  readonly waves: Waves;
  readonly issues: readonly Issue[];
}

export const noEffects: Effects = { outline: [], partialEffects: [], waves: [], issues: [] };

const rules = [findRepeated, findRaces, findLateChecks, findAskedTooLate, findUnused, findSwallowed, findDeadCode];

export function analyseEffects(
  { file, checker }: CheckedPlan,
  entry: ts.FunctionDeclaration,
  byCall: ReadonlyMap<ts.CallExpression, Binding>,
): Effects {
  const scene = sceneOf({ file, checker }, entry, byCall);
  return {
    outline: outlineOf(scene.root),
    partialEffects: partialEffects(scene.order),
    waves: wavesOf(scene.root),
    issues: rules.flatMap((rule) => rule(scene)),
  };
}

export function sceneOf(
  { file, checker }: Pick<CheckedPlan, "file" | "checker">,
  entry: ts.FunctionDeclaration,
  byCall: ReadonlyMap<ts.CallExpression, Binding>,
): Scene {
  const { root, complete } = buildSteps(entry, byCall, checker);
  return { file, checker, root, complete, order: new Order(root), values: new Values(file, checker) };
}
