import ts = require("typescript");

import { type Binding, resolveRef, type Schema, type SchemaObject } from "../../../toolspecs/index.js";
import { unwrapped } from "../../syntax.js";
import type { Growth } from "./growth.js";
import { builtinMethod, declarationOf, initialOf, isConstant, methodOf, returnedBy } from "./syntax.js";

type Promised = Declared | Gathered;

/** What a tool promises about a value, with the schema that its references are looked up in. */
interface Declared {
  readonly schema: Schema;
  readonly root: Schema;
}

/** A list that the program makes of what tools return; by the index where one is known, else what holds for every element. */
interface Gathered {
  readonly element: (index?: number) => Promised | undefined;
}

/** Follows values of the program back to the tools they came from. Right as long as nobody writes into what tools return. */
export class Contracts {
  readonly #byCall: ReadonlyMap<ts.CallExpression, Binding>;
  readonly #checker: ts.TypeChecker;
  readonly #growth: Growth;

  constructor(byCall: ReadonlyMap<ts.CallExpression, Binding>, checker: ts.TypeChecker, growth: Growth) {
    this.#byCall = byCall;
    this.#checker = checker;
    this.#growth = growth;
  }

  /** The `maxItems` that holds for a list; Infinity where nobody promised one. */
  mostItems(list: ts.Expression): number {
    const { schema } = resolved(this.#of(list)) ?? {};
    return schema?.maxItems ?? Number.POSITIVE_INFINITY;
  }

  #of(expression: ts.Expression): Promised | undefined {
    const value = unwrapped(expression);
    if (ts.isAwaitExpression(value)) return this.#of(value.expression);
    if (ts.isCallExpression(value)) {
      const binding = this.#byCall.get(value);
      if (binding === undefined) return this.#gathered(value);
      return { schema: binding.spec.output.schema, root: binding.spec.output.schema };
    }
    if (ts.isArrayLiteralExpression(value)) {
      const isPlain = !value.elements.some(ts.isSpreadElement);
      return { element: (index) => (isPlain && index !== undefined ? this.#at(value, index) : undefined) };
    }
    if (ts.isPropertyAccessExpression(value)) return member(this.#of(value.expression), value.name.text);
    if (ts.isElementAccessExpression(value)) return item(this.#of(value.expression));
    return ts.isIdentifier(value) ? this.#declared(declarationOf(value, this.#checker)) : undefined;
  }

  #at({ elements }: ts.ArrayLiteralExpression, index: number): Promised | undefined {
    const element = elements[index];
    return element && this.#of(element);
  }

  /** `Promise.all(list)` and `list.map((x) => …)`: promises are told apart from what they come to by the types alone. */
  #gathered(call: ts.CallExpression): Promised | undefined {
    const [first] = call.arguments;
    if (first === undefined) return undefined;
    if (builtinMethod(call, "Promise", this.#checker) === "all") return this.#of(first);
    const method = methodOf(call);
    const made = returnedBy(first);
    if (method?.name.text !== "map" || made === undefined || !this.#isList(method.expression)) return undefined;
    return { element: () => this.#of(made) };
  }

  #declared(declaration: ts.Declaration | undefined): Promised | undefined {
    if (declaration === undefined) return undefined;
    const initial = initialOf(declaration);
    if (initial !== undefined) return this.#kept(declaration, this.#of(initial));
    if (ts.isParameter(declaration)) return this.#elementHanded(declaration);
    if (!isConstant(declaration)) return undefined;
    if (ts.isBindingElement(declaration)) return this.#taken(declaration);
    const list = declaration.parent.parent;
    return ts.isForOfStatement(list) ? item(this.#of(list.expression)) : undefined;
  }

  /** Under its name a list of the program's own can be put in another order, or get more elements. */
  #kept(declaration: ts.Declaration, promised: Promised | undefined): Promised | undefined {
    if (promised === undefined || !("element" in promised)) return promised;
    return this.#growth.staysAsMade(declaration) ? { element: () => promised.element() } : undefined;
  }

  /** `const { items } = …`, in a pattern of any depth. A default may stand for what is missing, so it is left alone. */
  #taken(taken: ts.BindingElement): Promised | undefined {
    const { parent, name, propertyName, dotDotDotToken, initializer } = taken;
    if (dotDotDotToken !== undefined || initializer !== undefined) return undefined;
    const whole = this.#pattern(parent);
    if (ts.isArrayBindingPattern(parent)) return item(whole, parent.elements.indexOf(taken));
    const key = propertyName ?? name;
    return ts.isIdentifier(key) || ts.isStringLiteral(key) ? member(whole, key.text) : undefined;
  }

  #pattern({ parent }: ts.BindingPattern): Promised | undefined {
    if (ts.isBindingElement(parent)) return this.#taken(parent);
    if (ts.isParameter(parent)) return this.#elementHanded(parent);
    if (parent.initializer !== undefined) return this.#of(parent.initializer);
    const list = parent.parent.parent;
    return ts.isForOfStatement(list) ? item(this.#of(list.expression)) : undefined;
  }

  /** The first parameter of a function written right into `list.map(…)`. */
  #elementHanded(parameter: ts.ParameterDeclaration): Promised | undefined {
    const { parent: fn } = parameter;
    if (fn.parameters[0] !== parameter || parameter.initializer !== undefined || !ts.isCallExpression(fn.parent)) {
      return undefined;
    }
    const method = methodOf(fn.parent);
    if (method === undefined || !handingElements.has(method.name.text)) return undefined;
    return this.#isList(method.expression) ? item(this.#of(method.expression)) : undefined;
  }

  #isList(expression: ts.Expression): boolean {
    return this.#checker.isArrayLikeType(this.#checker.getTypeAtLocation(expression));
  }
}

const handingElements = new Set(["map", "forEach", "flatMap", "filter", "some", "every", "find"]);

function member(promised: Promised | undefined, name: string): Promised | undefined {
  const { schema, root } = resolved(promised) ?? {};
  const { properties } = schema ?? {};
  if (root === undefined || properties === undefined || !Object.hasOwn(properties, name)) return undefined;
  const of = properties[name];
  return of === undefined ? undefined : { schema: of, root };
}

function item(promised: Promised | undefined, index?: number): Promised | undefined {
  if (promised !== undefined && "element" in promised) return promised.element(index);
  const { schema, root } = resolved(promised) ?? {};
  const plain = schema?.items !== undefined && schema.prefixItems === undefined;
  return root !== undefined && plain && schema.items !== undefined ? { schema: schema.items, root } : undefined;
}

function resolved(promised: Promised | undefined): { schema: SchemaObject; root: Schema } | undefined {
  if (promised === undefined || "element" in promised) return undefined;
  let schema: Schema | undefined = promised.schema;
  // As many steps as a reference to a reference can sensibly take; a ring of them ends here too.
  for (let step = 0; step < 8 && typeof schema === "object" && schema.$ref !== undefined; step += 1) {
    if (schema.maxItems !== undefined) break;
    schema = resolveRef(promised.root, schema.$ref);
  }
  return typeof schema === "object" ? { schema, root: promised.root } : undefined;
}
