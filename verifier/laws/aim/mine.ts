import ts = require("typescript");

import fc from "fast-check";
import type { SchemaType } from "../../../toolspecs/index.js";
import { patternOf } from "../../../validation/index.js";
import { textsLike } from "../../arbitrary/patterns.js";
import type { CheckedPlan } from "../../compiler/compiler.js";
import type { Claims } from "../../flow/flow.js";
import { unwrapped } from "../../syntax.js";
import { Aim } from "./aim.js";
import { around, type Constant, type ConstantContext, constantOf } from "./constants.js";
import { type Origin, Origins } from "./origins.js";

import K = ts.SyntaxKind;

/** Two parts of answers that the program compares with each other. */
export interface Link {
  readonly left: readonly Origin[];
  readonly right: readonly Origin[];
}

/** What a program looks for in what its tools return. */
export interface Aims {
  /** By index of the tool; the last one is for the input. */
  readonly answers: readonly Aim[];
  /** In what a tool fails with. */
  readonly failure: Aim;
  readonly links: readonly Link[];
}

/**
 * Reads off a program what it tells apart: the constants it compares with, the sizes it asks for, the shapes it narrows to.
 * Worlds made with these in mind lead into branches that chance would hardly find. Nothing is claimed from what is found
 * here, so missing something costs coverage and never soundness.
 */
export function aimsOf(
  { file, checker }: Omit<CheckedPlan, "diagnostics">,
  tools: Pick<Claims, "reached" | "uses">,
  clock: number,
): Aims {
  const miner = new Miner(file, checker, tools, clock);
  return miner.mine(file);
}

const equalities: ReadonlySet<K> = new Set([
  K.EqualsEqualsEqualsToken,
  K.ExclamationEqualsEqualsToken,
  K.EqualsEqualsToken,
  K.ExclamationEqualsToken,
]);
const orders: ReadonlySet<K> = new Set([
  K.LessThanToken,
  K.LessThanEqualsToken,
  K.GreaterThanToken,
  K.GreaterThanEqualsToken,
]);
/** What `typeof` says, as far as schemas say it too. */
const kinds: ReadonlyMap<string, SchemaType> = new Map(
  (["string", "number", "boolean", "object"] as const).map((kind) => [kind, kind]),
);
const textSearches = /^(includes|startsWith|endsWith|indexOf|lastIndexOf|localeCompare)$/;
const lookUps = /^(includes|indexOf|has|get)$/;
const matches = /^(match|matchAll|search|replace|replaceAll|split)$/;
const largestSize = 60;

class Miner {
  readonly #answers: readonly Aim[];
  readonly #failure = new Aim();
  readonly #links: Link[] = [];
  readonly #origins: Origins;
  readonly #constants: ConstantContext;

  constructor(
    file: ts.SourceFile,
    checker: ts.TypeChecker,
    { reached, uses }: Pick<Claims, "reached" | "uses">,
    clock: number,
  ) {
    const index = new Map(reached.map((binding, fn) => [binding, fn]));
    this.#answers = [...reached.map(() => new Aim()), new Aim()];
    this.#origins = new Origins(file, checker, {
      toolOf: (call) => {
        const binding = uses.get(call);
        return binding && index.get(binding);
      },
      input: reached.length,
    });
    this.#constants = { clock, initializerOf: (name) => this.#origins.initializerOf(name) };
  }

  mine(file: ts.SourceFile): Aims {
    const visit = (node: ts.Node): void => {
      if (ts.isTypeNode(node)) return;
      this.#node(node);
      ts.forEachChild(node, visit);
    };
    visit(file);
    return { answers: this.#answers, failure: this.#failure, links: this.#links };
  }

  #node(node: ts.Node): void {
    if (ts.isBinaryExpression(node)) this.#binary(node);
    else if (ts.isSwitchStatement(node)) {
      for (const clause of node.caseBlock.clauses) {
        if (ts.isCaseClause(clause)) this.#compared(node.expression, clause.expression);
      }
    } else if (ts.isCallExpression(node)) this.#call(node);
    else if (ts.isElementAccessExpression(node)) this.#listed(node.argumentExpression, this.#keysOf(node.expression));
    else if (ts.isPropertyAccessExpression(node)) this.#touch(node);
    else if (ts.isForOfStatement(node)) this.#touch(node.expression, "item");
    else if (ts.isBindingElement(node) && ts.isIdentifier(node.name)) this.#touch(node.name);
  }

  #binary({ left, right, operatorToken: { kind } }: ts.BinaryExpression): void {
    if (equalities.has(kind) || orders.has(kind)) this.#compared(left, right);
    else if (kind === K.InKeyword && ts.isStringLiteralLike(left)) {
      for (const aim of this.#aims(this.#origins.of(right))) aim.at([{ member: left.text }]);
    } else if (kind === K.InKeyword) this.#listed(left, this.#keysOf(right));
  }

  #compared(left: ts.Expression, right: ts.Expression): void {
    const [first, second] = [this.#constant(left), this.#constant(right)];
    if (first !== undefined) this.#with(right, first);
    else if (second !== undefined) this.#with(left, second);
    else this.#related(left, right);
  }

  /** A value is compared with a constant. */
  #with(node: ts.Expression, constant: Constant): void {
    const value = unwrapped(node);
    if (ts.isTypeOfExpression(value)) {
      const kind = typeof constant === "string" ? kinds.get(constant) : undefined;
      if (kind !== undefined) for (const aim of this.#aims(this.#origins.of(value.expression))) aim.kinds.add(kind);
      return;
    }
    if (ts.isPropertyAccessExpression(value) && this.#origins.isBuiltIn(value)) {
      if (typeof constant === "number") this.#sized(value.expression, constant);
      return;
    }
    const dated = !(constant instanceof Date) && /\bDate\b/.test(value.getText());
    const moments = dated && typeof constant === "number" ? this.#momentsAway([constant]) : [];
    this.#offer(this.#origins.within(value), [...around(constant), ...moments]);
  }

  #sized(node: ts.Expression, size: number): void {
    const near = [size - 1, size, size + 1].filter((one) => Number.isInteger(one) && one >= 0 && one <= largestSize);
    for (const aim of this.#aims(this.#origins.within(node))) for (const one of near) aim.sizes.add(one);
  }

  /** Neither side is a constant: they may meet, and constants inside either are worth a try. */
  #related(left: ts.Expression, right: ts.Expression): void {
    const [first, second] = [this.#origins.within(left), this.#origins.within(right)];
    if (first.length > 0 && second.length > 0) this.#links.push({ left: first, right: second });
    const inside = [...this.#constantsIn(left), ...this.#constantsIn(right)];
    const numbers = inside.filter((one) => typeof one === "number");
    const dated = /\bDate\b/.test(left.getText() + right.getText());
    const moments = dated ? this.#momentsAway([0, ...numbers]) : [];
    this.#offer([...first, ...second], [...moments, ...inside.flatMap(around)]);
  }

  #momentsAway(away: readonly number[]) {
    const { clock } = this.#constants;
    const moments = away.flatMap((one) => (one === 0 ? [clock] : [clock - one, clock + one]));
    return moments.filter((ms) => Math.abs(ms) < 8e15).flatMap((ms) => around(new Date(ms)));
  }

  #call(node: ts.CallExpression): void {
    const { expression } = node;
    const [first] = node.arguments;
    if (first === undefined) return;
    const text = expression.getText();
    if (text === "Array.isArray") {
      for (const aim of this.#aims(this.#origins.of(first))) aim.at(["item"]);
    } else if (text === "JSON.parse") {
      for (const aim of this.#aims(this.#origins.of(first))) aim.at(["parsed"]);
    } else if (/^Object\.(keys|values|entries)$/.test(text)) {
      for (const aim of this.#aims(this.#origins.of(first))) aim.kinds.add("object");
    } else if (text === "Object.hasOwn") {
      const key = node.arguments[1];
      if (key !== undefined && ts.isStringLiteralLike(key)) {
        for (const aim of this.#aims(this.#origins.of(first))) aim.at([{ member: key.text }]);
      }
    } else if (ts.isPropertyAccessExpression(expression)) this.#method(expression, first);
  }

  #method({ expression: receiver, name: { text: method } }: ts.PropertyAccessExpression, first: ts.Expression): void {
    const tested = /^(test|exec)$/.test(method) ? this.#patternOf(receiver) : undefined;
    const matched = matches.test(method) ? this.#patternOf(first) : undefined;
    if (tested !== undefined) this.#offer(this.#origins.within(first), tested);
    else if (matched !== undefined) this.#offer(this.#origins.within(receiver), matched);
    else this.#searched(receiver, method, first);
  }

  #searched(receiver: ts.Expression, method: string, first: ts.Expression): void {
    const constant = this.#constant(first);
    if (textSearches.test(method) || matches.test(method) || lookUps.test(method)) {
      if (typeof constant === "string") this.#offer(this.#origins.within(receiver), textsWith(constant));
      else if (constant !== undefined) this.#offer(this.#origins.within(receiver), around(constant));
    }
    if (!lookUps.test(method) || constant !== undefined) return;
    const listed = this.#elementsOf(receiver);
    if (listed.length > 0) this.#listed(first, listed);
    else this.#related(receiver, first);
  }

  #listed(node: ts.Expression, constants: readonly Constant[]): void {
    if (constants.length > 0) this.#offer(this.#origins.within(node), constants.flatMap(around));
  }

  /** What is read is worth being there. */
  #touch(node: ts.Expression, ...steps: readonly "item"[]): void {
    for (const aim of this.#aims(this.#origins.of(node))) aim.at(steps);
  }

  #offer(origins: readonly Origin[], values: Parameters<Aim["offer"]>[0]): void {
    for (const aim of this.#aims(origins)) aim.offer(values);
  }

  #aims(origins: readonly Origin[]): readonly Aim[] {
    return origins.flatMap(({ root, steps, held }) => {
      const whole = root === "failure" ? this.#failure : this.#answers[root];
      return whole === undefined || held > 0 ? [] : [whole.at(steps)];
    });
  }

  #constant(node: ts.Expression): Constant | undefined {
    return constantOf(node, this.#constants);
  }

  #constantsIn(node: ts.Expression): readonly Constant[] {
    const own = this.#constant(node);
    if (own !== undefined) return [own];
    const found: Constant[] = [];
    ts.forEachChild(node, (child) => {
      if (ts.isExpression(child)) found.push(...this.#constantsIn(child));
    });
    return found;
  }

  /** The elements of an array, a Set or a Map that is written out; of a Map, its keys. */
  #elementsOf(node: ts.Expression): readonly Constant[] {
    const list = this.#writtenOut(node);
    if (list === undefined) return [];
    if (ts.isNewExpression(list)) {
      const [first] = list.arguments ?? [];
      return first === undefined ? [] : this.#elementsOf(first);
    }
    if (!ts.isArrayLiteralExpression(list)) return [];
    return list.elements.flatMap((element) => {
      const one = ts.isArrayLiteralExpression(element) ? element.elements[0] : element;
      const constant = one === undefined ? undefined : this.#constant(one);
      return constant === undefined ? [] : [constant];
    });
  }

  /** The keys of an object that is written out. */
  #keysOf(node: ts.Expression): readonly string[] {
    const object = this.#writtenOut(node);
    if (object === undefined || !ts.isObjectLiteralExpression(object)) return [];
    return object.properties.flatMap(({ name }) =>
      name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) ? [name.text] : [],
    );
  }

  #patternOf(node: ts.Expression): readonly string[] | undefined {
    const literal = this.#writtenOut(node);
    if (literal?.kind !== K.RegularExpressionLiteral) return undefined;
    const [, source = "", flags = ""] = /^\/(.*)\/([a-z]*)$/s.exec(literal.getText()) ?? [];
    const pattern = patternOf(source);
    const texts = [`^(?:${source})$`, source].flatMap((text) => {
      const like = textsLike(text);
      return like === undefined ? [] : fc.sample(like, { numRuns: 6, seed: 1 });
    });
    const fitting = texts.filter((text) => flags.includes("i") || pattern?.test(text) === true);
    return [...new Set(fitting)].slice(0, 4);
  }

  #writtenOut(node: ts.Expression): ts.Expression | undefined {
    const inner = unwrapped(node);
    if (!ts.isIdentifier(inner)) return inner;
    const initializer = this.#origins.initializerOf(inner);
    return initializer === undefined ? undefined : unwrapped(initializer);
  }
}

/** The text, and texts that hold it. */
function textsWith(text: string): readonly string[] {
  return [text, `${text} and more`, `more ${text}`];
}
