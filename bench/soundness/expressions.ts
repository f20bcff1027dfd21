import { deeper, type Helper, type Place, type Type, typeTexts, type Variable, withVariables } from "./scope.js";

type Writer = (place: Place) => string;

/** An expression of the type. Everything compound stands in parentheses. */
export function expression(type: Type, place: Place): string {
  const known = place.variables.filter((variable) => variable.type === type);
  if (known.length > 0 && (place.depth <= 0 || place.choices.nat(5) < 2)) {
    return known[place.choices.nat(known.length)]?.name ?? plain[type];
  }
  if (place.depth <= 0) return plain[type];
  const callable = helpersFor(type, place);
  if (callable.length > 0 && place.choices.rarely(4))
    return helperCall(callable[place.choices.nat(callable.length)], place);
  const inner = deeper(place);
  const options = [...writers[type], ...(place.async ? awaiting[type] : [])];
  const writer = options[place.choices.nat(options.length)];
  return writer === undefined ? plain[type] : writer(inner);
}

const plain: Readonly<Record<Type, string>> = {
  str: '"s"',
  num: "1",
  bool: "true",
  item: 'anItem({ id: 1, name: "n", tags: ["t"] })',
  items: "noItems()",
  strs: '["a", "b"]',
  map: 'new Map([["k", "v"]])',
  set: 'new Set(["a"])',
  rec: 'aRecord({ k: "v" })',
  fn: 'async () => "f"',
};

const e = expression;

/** Inside a function that cannot wait. */
function sync(place: Place): Place {
  return { ...place, async: false };
}

/** A callback with one parameter, of an expression. */
function arrow(parameter: Type, result: Type, place: Place): string {
  const name = place.fresh("p");
  const inner = withVariables(deeper(place, { async: false }), { name, type: parameter });
  if (place.choices.rarely(6)) {
    return `(${name}: ${typeTexts[parameter]}) => { ${place.block({ ...inner, result, inLoop: false })} return ${e(result, inner)}; }`;
  }
  return `(${name}: ${typeTexts[parameter]}) => (${e(result, inner)})`;
}

/** An asynchronous callback that does things. */
export function asyncArrow(parameter: Type | undefined, result: Type, place: Place): string {
  const name = place.fresh("p");
  const variables: readonly Variable[] = parameter === undefined ? [] : [{ name, type: parameter }];
  const inner = withVariables(deeper(place, { async: true, inLoop: false, result }), ...variables);
  const head = parameter === undefined ? "()" : `(${name}: ${typeTexts[parameter]})`;
  return `async ${head}: Promise<${typeTexts[result]}> => { ${place.block(inner)} return ${e(result, inner)}; }`;
}

function helpersFor(type: Type, place: Place): readonly Helper[] {
  return place.helpers.filter((helper) => helper.result === type && (place.async || !helper.async));
}

export function helperCall(helper: Helper | undefined, place: Place): string {
  if (helper === undefined) return plain.str;
  const inner = deeper(place);
  const given = helper.parameters.map((type) => e(type, inner)).join(", ");
  return helper.async ? `(await ${helper.name}(${given}))` : `${helper.name}(${given})`;
}

const either =
  (type: Type): Writer =>
  (place) =>
    `(${e("bool", place)} ? ${e(type, place)} : ${e(type, place)})`;

const writers: Readonly<Record<Type, readonly Writer[]>> = {
  str: [
    () => '"x"',
    (p) => `(${e("str", p)} + ${e("str", p)})`,
    (p) => `\`<\${${e("str", p)}}>\``,
    (p) => `(${e("item", p)}).name`,
    (p) => `((${e("item", p)}).owner?.name ?? ${e("str", p)})`,
    (p) => `((${e("item", p)}).tags[0] ?? ${e("str", p)})`,
    (p) => `(${e("strs", p)}).join("-")`,
    (p) => `(${e("items", p)}).map(${arrow("item", "str", p)}).join(",")`,
    (p) => `JSON.stringify(${e("item", p)})`,
    (p) => `JSON.stringify(${e("items", p)})`,
    (p) => `(${e("str", p)}).split("").reverse().join("")`,
    (p) => `(${e("strs", p)}).reduce((sum, one) => sum + one, ${e("str", p)})`,
    (p) => `((${e("items", p)}).find(${arrow("item", "bool", p)})?.name ?? ${e("str", p)})`,
    (p) => `((${e("map", p)}).get(${e("str", p)}) ?? ${e("str", p)})`,
    (p) => `((${e("rec", p)})[${e("str", p)}] ?? ${e("str", p)})`,
    (p) => `String(${e("num", p)})`,
    (p) => `(${e("str", p)}).toUpperCase()`,
    (p) => `[...(${e("set", p)})].join("+")`,
    (p) => `(({ name }: { name: string }) => name)(${e("item", p)})`,
    (p) => `(([first = ${e("str", sync(p))}]: string[]) => first)(${e("strs", p)})`,
    (p) => `((value: string = ${e("str", sync(p))}) => value)(${e("str", p)})`,
    (p) => `((...all: string[]) => all.join(""))(...(${e("strs", p)}))`,
    either("str"),
  ],
  num: [
    (p) => String(p.choices.nat(5)),
    (p) => `(${e("items", p)}).length`,
    (p) => `(${e("strs", p)}).length`,
    (p) => `(${e("item", p)}).id`,
    (p) => `(${e("num", p)} + ${e("num", p)})`,
    (p) => `Math.min(${e("num", p)}, ${e("num", p)})`,
    (p) => `Math.max(0, ${e("num", p)} - 1)`,
    (p) => `(${e("map", p)}).size`,
    either("num"),
  ],
  bool: [
    (p) => `(${e("num", p)} > ${e("num", p)})`,
    (p) => `(${e("items", p)}).some(${arrow("item", "bool", p)})`,
    (p) => `(${e("str", p)}).includes(${e("str", p)})`,
    (p) => `!(${e("bool", p)})`,
    (p) => `(${e("bool", p)} && ${e("bool", p)})`,
    (p) => `(${e("set", p)}).has(${e("str", p)})`,
    (p) => `(typeof ${e("str", p)} === "string")`,
  ],
  item: [
    (p) => `((${e("items", p)})[${p.choices.nat(3)}] ?? ${plain.item})`,
    (p) => `anItem({ id: ${e("num", p)}, name: ${e("str", p)}, tags: ${e("strs", p)} })`,
    (p) => `anItem({ ...(${e("item", p)}), name: ${e("str", p)} })`,
    (p) => `((${e("items", p)}).at(-1) ?? ${plain.item})`,
    either("item"),
  ],
  items: [
    (p) => `[${e("item", p)}, ${e("item", p)}]`,
    (p) => `(${e("items", p)}).filter(${arrow("item", "bool", p)})`,
    (p) => `(${e("items", p)}).slice(0, ${p.choices.nat(4)})`,
    (p) => `(${e("items", p)}).slice(${p.choices.one(["-2", "1", "-0", "0", "1 - 3"])}, ${e("num", p)} - 1)`,
    (p) => `(${e("items", p)}).toSorted((a, b) => a.id - b.id)`,
    (p) => `(${e("items", p)}).toReversed()`,
    (p) => `[...(${e("items", p)}), ...(${e("items", p)})]`,
    (p) => `(${e("items", p)}).concat(${e("items", p)}, ${e("item", p)})`,
    (p) => `(${e("items", p)}).map((one) => ({ ...one, name: one.name + ${e("str", sync(p))} }))`,
    (p) => `(${e("strs", p)}).map((name, id): Item => ({ id, name, tags: [] }))`,
    (p) => `(${e("items", p)}).flatMap((one) => [one, one])`,
    (p) => `(${e("items", p)}).sort((a, b) => a.id - b.id)`,
    either("items"),
  ],
  strs: [
    (p) => `(${e("items", p)}).map(${arrow("item", "str", p)})`,
    (p) => `(${e("item", p)}).tags`,
    (p) => `(${e("str", p)}).split("")`,
    (p) => `(${e("str", p)}).split(",", 3)`,
    (p) => `Object.keys(${e("rec", p)})`,
    (p) => `Object.values(${e("rec", p)})`,
    (p) => `[...(${e("set", p)})]`,
    (p) => `[...(${e("map", p)}).values()]`,
    (p) => `Array.from(${e("strs", p)}, ${arrow("str", "str", p)})`,
    (p) => `Array.from({ length: ${e("num", p)} }, (_, index) => String(index))`,
    (p) => `(${e("items", p)}).flatMap((one) => one.tags)`,
    (p) => `(${e("strs", p)}).filter(Boolean)`,
    either("strs"),
  ],
  map: [
    (p) => `new Map((${e("items", p)}).map((one): [string, string] => [one.name, ${e("str", sync(p))}]))`,
    (p) => `new Map(Object.entries(${e("rec", p)}))`,
    (p) => `new Map([[${e("str", p)}, ${e("str", p)}]])`,
  ],
  set: [(p) => `new Set(${e("strs", p)})`, (p) => `new Set([${e("str", p)}, ${e("str", p)}])`],
  rec: [
    (p) => `Object.fromEntries((${e("items", p)}).map((one): [string, string] => [one.name, ${e("str", sync(p))}]))`,
    (p) => `aRecord({ a: ${e("str", p)}, [${e("str", p)}]: ${e("str", p)} })`,
    (p) => `aRecord({ ...(${e("rec", p)}), b: ${e("str", p)} })`,
  ],
  fn: [
    (p) => asyncArrow(undefined, "str", p),
    (p) => `(${e("bool", p)} ? ${e("fn", p)} : ${asyncArrow(undefined, "str", p)})`,
    (p) => `(() => { const inner = ${e("fn", sync(p))}; return inner; })()`,
  ],
};

/** What needs `await`. */
const awaiting: Readonly<Record<Type, readonly Writer[]>> = {
  str: [
    (p) => `(await src.text({ q: ${e("str", p)} }))`,
    (p) => `((await src.list({ q: ${e("str", p)} })).next ?? ${e("str", p)})`,
    (p) => `(await (${e("fn", p)})())`,
    (p) => `(await sink.send({ text: ${e("str", p)} })).note`,
    (p) => `(await (${asyncArrow(undefined, "str", p)})())`,
    (p) => `(await src.text({ q: "t" }).then((t) => t + ${e("str", sync(p))}))`,
    (p) => `(await src.text({ q: "c" }).catch(() => ${e("str", sync(p))}))`,
  ],
  num: [() => "(await src.count({}))", (p) => `(await sink.put({ id: ${e("num", p)}, value: ${e("str", p)} }))`],
  bool: [() => "(await src.flag({}))"],
  item: [(p) => `(await src.record({ key: ${e("str", p)} }))`],
  items: [
    (p) => `(await src.page({ n: ${e("num", p)} }))`,
    (p) => `(await src.list({ q: ${e("str", p)} })).items`,
    (p) => `(await Promise.all((${e("items", p)}).map(${asyncArrow("item", "item", p)})))`,
  ],
  strs: [
    (p) => `(await Promise.all((${e("strs", p)}).map((q) => src.text({ q }))))`,
    (p) => `(await Promise.all((${e("items", p)}).map(${asyncArrow("item", "str", p)})))`,
    (p) => `(await Promise.all([${e("fn", p)}, ${e("fn", p)}].map((f) => f())))`,
    (p) =>
      `(await Promise.allSettled((${e("items", p)}).map(${asyncArrow("item", "str", p)}))).map((s) => s.status === "fulfilled" ? s.value : String(s.reason))`,
  ],
  map: [],
  set: [],
  rec: [],
  fn: [],
};
