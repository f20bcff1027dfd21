import { asyncArrow, expression as e, helperCall } from "./expressions.js";
import { deeper, type Helper, type Place, type Type, typeTexts, type Variable, withVariables } from "./scope.js";

/** A statement, and the names that are known after it. */
interface Written {
  readonly text: string;
  readonly variables?: readonly Variable[];
  readonly helpers?: readonly Helper[];
}

type Writer = (place: Place) => Written;

/** Some statements, one after the other. */
export function block(place: Place): string {
  const texts: string[] = [];
  let here = place;
  for (let left = 1 + place.choices.nat(place.depth > 2 ? 5 : 3); left > 0; left -= 1) {
    const { text, variables = [], helpers = [] } = statement(here);
    texts.push(text);
    here = { ...here, variables: [...here.variables, ...variables], helpers: [...here.helpers, ...helpers] };
  }
  return texts.join("\n");
}

function statement(place: Place): Written {
  const inner = deeper(place);
  if (inner.depth <= 0) return call(inner);
  const options = place.async ? [...anywhere, ...asynchronous, ...asynchronous] : anywhere;
  const writer = options[place.choices.nat(options.length)];
  return (writer ?? call)(inner);
}

/** A call of a tool; of nothing where it could not be waited for. */
function call(place: Place): Written {
  if (!place.async) return { text: `${e("str", place)};` };
  const writers = [
    () => `await sink.send({ text: ${e("str", place)} });`,
    () => `await sink.send({ text: ${e("str", place)}, to: ${e("str", place)} });`,
    () => `await sink.put({ id: ${e("num", place)}, value: ${e("str", place)} });`,
    () => `await sink.post({ lines: ${e("strs", place)} });`,
    () => `await sink.save({ data: ${e(place.choices.one(["item", "items", "strs", "rec"]), place)} });`,
    () => `await src.count({});`,
  ];
  return { text: (writers[place.choices.nat(writers.length)] ?? (() => ""))() };
}

const types: readonly [Type, ...Type[]] = ["items", "str", "num", "strs", "item", "bool", "map", "set", "rec", "fn"];

function declare(place: Place): Written {
  const type = place.choices.one(types);
  const name = place.fresh("v");
  const mutable = place.choices.rarely(3);
  const annotation =
    place.choices.rarely(2) || type === "fn" || mutable ? `: ${typeTexts[type]}` : `: ${typeTexts[type]}`;
  return {
    text: `${mutable ? "let" : "const"} ${name}${annotation} = ${e(type, place)};`,
    variables: [{ name, type, mutable }],
  };
}

function takeApart(place: Place): Written {
  const [name, tag, owner, rest] = [place.fresh("d"), place.fresh("d"), place.fresh("d"), place.fresh("d")];
  const text = place.choices.one([
    () =>
      `const { name: ${name}, tags: [${tag} = ${e("str", place)}], owner: { name: ${owner} } = { name: ${e("str", place)} } } = ${e("item", place)};`,
    () => `const [${name} = ${e("str", place)}, ${tag} = "t", ${owner} = "o"] = ${e("strs", place)};`,
    () =>
      `let ${name} = "n"; let ${tag} = "t"; const ${owner} = "o"; [${name} = ${e("str", place)}, ${tag} = ${e("str", place)}] = ${e("strs", place)};`,
  ])();
  const list = place.fresh("d");
  const taken: Variable[] = [name, tag, owner].map((one) => ({ name: one, type: "str" }));
  const more = `const [, ...${rest}] = ${e("items", place)}; const ${list}: Item[] = ${rest};`;
  return { text: `${text} ${more}`, variables: [...taken, { name: list, type: "items" }] };
}

function assign(place: Place): Written {
  const open = place.variables.filter(({ mutable }) => mutable === true);
  const chosen = open[place.choices.nat(Math.max(1, open.length))];
  if (chosen === undefined) return declare(place);
  return { text: `${chosen.name} = ${e(chosen.type, place)};` };
}

/** Lists under several names, that grow and shrink. */
function mutate(place: Place): Written {
  if (!place.wild) return guard(place);
  const lists = place.variables.filter(({ type }) => type === "items" || type === "strs");
  const list = lists[place.choices.nat(Math.max(1, lists.length))];
  if (list === undefined) return declare(place);
  const { name, type } = list;
  const one: Type = type === "items" ? "item" : "str";
  const other = place.fresh("a");
  const short = `${name}.length < ${2 + place.choices.nat(5)}`;
  return place.choices.one<() => Written>([
    () => ({ text: `if (${short}) ${name}.push(${e(one, place)});` }),
    () => ({
      text: `const ${other} = ${name}; if (${short}) ${other}.push(${e(one, place)});`,
      variables: [{ name: other, type }],
    }),
    () => ({ text: `const ${other} = { list: ${name} }; if (${short}) ${other}.list.unshift(${e(one, place)});` }),
    () => ({ text: `${name}.pop();` }),
    () => ({ text: `${name}.splice(0, 1);` }),
    () => ({ text: `if (${short}) ${name}[${name}.length] = ${e(one, place)};` }),
    () => ({ text: `${name}.length = 0;` }),
    () => ({
      text: `const ${other} = (more: ${typeTexts[type]}): void => { if (more.length < 6) more.push(${e(one, { ...place, async: false })}); }; ${other}(${name});`,
    }),
    () => ({
      text: `const ${other}: unknown = ${name}; if (Array.isArray(${other}) && ${short}) ${other}.push(${e(one, place)});`,
    }),
  ])();
}

function fill(place: Place): Written {
  if (!place.wild) return forOf(place);
  const open = place.variables.filter(({ type }) => type === "map" || type === "set" || type === "rec");
  const chosen = open[place.choices.nat(Math.max(1, open.length))];
  if (chosen === undefined) return declare(place);
  const key = e("str", place);
  if (chosen.type === "map")
    return { text: `if (${chosen.name}.size < 6) ${chosen.name}.set(${key}, ${e("str", place)});` };
  if (chosen.type === "set") return { text: `if (${chosen.name}.size < 6) ${chosen.name}.add(${key});` };
  return { text: `${chosen.name}[${key}] = ${e("str", place)};` };
}

function forOf(place: Place): Written {
  const name = place.fresh("x");
  const other = place.fresh("k");
  const body = (...variables: readonly Variable[]) =>
    block(withVariables(deeper(place, { inLoop: true }), ...variables));
  const [x, k]: [Variable, Variable] = [
    { name, type: "str" },
    { name: other, type: "str" },
  ];
  const text = place.choices.one([
    () => `for (const ${name} of ${e("items", place)}) { ${body({ name, type: "item" })} }`,
    () => `for (const ${name} of ${e("strs", place)}) { ${body(x)} }`,
    () => `for (const [${other}, ${name}] of Object.entries(${e("rec", place)})) { ${body(x, k)} }`,
    () => `for (const [${other}, ${name}] of ${e("map", place)}) { ${body(x, k)} }`,
    () => `for (const ${name} of ${e("set", place)}) { ${body(x)} }`,
    () => `for (const ${name} of ${e("str", place)}) { ${body(x)} }`,
    () =>
      `for (const [${other}, ${name}] of (${e("items", place)}).entries()) { ${body({ name, type: "item" }, { name: other, type: "num" })} }`,
    () => `for (const ${name} of ["a", "b", "c"]) { ${body(x)} }`,
    () => `for (const ${name} of (${e("map", place)}).values()) { ${body(x)} }`,
    () =>
      `for (const { name: ${name} = ${e("str", place)}, tags: [${other} = ${e("str", place)}] } of ${e("items", place)}) { ${body(x, k)} }`,
  ])();
  return { text };
}

function counted(place: Place): Written {
  const name = place.fresh("i");
  const limit = place.choices.one<() => string>([
    () => String(place.choices.nat(5)),
    () => `(${e("items", place)}).length`,
    () => `Math.min(3, ${e("num", place)})`,
  ])();
  const inside = withVariables(deeper(place, { inLoop: true }), { name, type: "num" });
  const body = () => block(inside);
  const skip = place.choices.rarely(4) ? `if (${e("bool", { ...place, async: false })}) continue;` : "";
  return place.choices.one<() => Written>([
    () => ({ text: `for (let ${name} = 0; ${name} < ${limit} && ${name} < 5; ${name}++) { ${skip} ${body()} }` }),
    () => ({ text: `for (let ${name} = 1; ${name} <= ${limit} && ${name} < 6; ${name} += 2) { ${skip} ${body()} }` }),
    () => ({ text: `let ${name} = 0; while (${e("bool", place)} && ${name} < 4) { ${name} += 1; ${skip} ${body()} }` }),
    () => ({ text: `let ${name} = 0; do { ${name}++; ${skip} ${body()} } while (${name} < 3);` }),
    () => ({
      text: `let ${name} = 0; for (;;) { if (${name} >= 3 || ${e("bool", place)}) break; ${name}++; ${skip} ${body()} }`,
    }),
    () => ({ text: `for (let ${name} = 3; ${name} > 0; ${name}--) { ${body()} }` }),
    () => ({
      text: `let ${name} = 0; while (${name} < 3) { ${body()} ${name} += 1; if (${name} === 9) ${name} = 0; }`,
    }),
  ])();
}

function branch(place: Place): Written {
  const otherwise = place.choices.rarely(2) ? ` else { ${block(deeper(place))} }` : "";
  return { text: `if (${e("bool", place)}) { ${block(deeper(place))} }${otherwise}` };
}

function choose(place: Place): Written {
  const clause = (label: string) => `${label}: { ${block(deeper(place, { inLoop: false }))} break; }`;
  return {
    text: `switch (Number(${e("num", place)})) { ${clause("case 0")} ${clause("case 1")} ${clause("default")} }`,
  };
}

function attempt(place: Place): Written {
  const body = block(deeper(place));
  const told = place.async ? `if (error instanceof Error) await sink.send({ text: error.message });` : "";
  const failing = place.choices.rarely(2) ? `if (${e("bool", place)}) throw new Error(${e("str", place)});` : "";
  const last = place.choices.rarely(3) ? ` finally { ${block(deeper(place))} }` : "";
  return { text: `try { ${body} ${failing} } catch (error) { ${told} ${block(deeper(place))} }${last}` };
}

function leave(place: Place): Written {
  const ways = [
    `return ${e(place.result, place)};`,
    `throw new Error(${e("str", place)});`,
    ...(place.inLoop ? ["break;", "continue;", "break;", "continue;"] : []),
  ];
  return { text: `if (${e("bool", place)}) { ${ways[place.choices.nat(ways.length)]} }` };
}

function guard(place: Place): Written {
  const lists = place.variables.filter(({ type }) => type === "items" || type === "strs");
  const list = lists[place.choices.nat(Math.max(1, lists.length))];
  if (list === undefined) return declare(place);
  const limit = 1 + place.choices.nat(3);
  const name = place.fresh("x");
  const type: Type = list.type === "items" ? "item" : "str";
  const body = block(withVariables(deeper(place, { inLoop: true }), { name, type }));
  const loop = `for (const ${name} of ${list.name}) { ${body} }`;
  return place.choices.one<() => Written>([
    () => ({ text: `if (${list.name}.length > ${limit}) return ${e(place.result, place)}; ${loop}` }),
    () => ({ text: `if (${list.name}.length <= ${limit}) { ${loop} }` }),
    () => ({
      text: `if (${limit} <= ${list.name}.length || ${e("bool", place)}) { ${block(deeper(place))} } else { ${loop} }`,
    }),
  ])();
}

function declareHelper(place: Place): Written {
  const name = place.fresh("h");
  const async = !place.choices.rarely(3);
  const result = place.choices.one<Type>(["str", "items", "num", "fn"]);
  const parameters = Array.from({ length: place.choices.nat(3) }, () =>
    place.choices.one<Type>(["items", "str", "fn"]),
  );
  const variables = parameters.map((type): Variable => ({ name: place.fresh("q"), type }));
  const inner = withVariables(deeper(place, { async, inLoop: false, result }), ...variables);
  const list = variables.map((variable) => `${variable.name}: ${typeTexts[variable.type]}`).join(", ");
  const gives = async ? `Promise<${typeTexts[result]}>` : result === "fn" ? `(${typeTexts.fn})` : typeTexts[result];
  const body = `{ ${block(inner)} return ${e(result, inner)}; }`;
  const prefix = async ? "async " : "";
  const text = place.choices.rarely(2)
    ? `const ${name} = ${prefix}(${list}): ${gives} => ${body};`
    : `${prefix}function ${name}(${list}): ${gives} ${body}`;
  return { text, helpers: [{ name, parameters, result, async }] };
}

/** Rarely, as nothing is said of the other functions of such a program either. */
function recurse(place: Place): Written {
  if (!place.wild || !place.choices.rarely(3)) return functions(place);
  const name = place.fresh("r");
  const inner = withVariables(deeper(place, { async: true, inLoop: false, result: "str" }), {
    name: "fuel",
    type: "num",
  });
  const again = `if (fuel > 0) { await ${name}(fuel - 1); }`;
  const body = block(inner);
  return {
    text: `async function ${name}(fuel: number): Promise<string> { ${body} ${again} return "r"; } await ${name}(${place.choices.nat(4)});`,
  };
}

/** Functions kept in variables, objects and lists, and handed to others. */
function functions(place: Place): Written {
  const name = place.fresh("f");
  const done = () => asyncArrow(undefined, "str", place);
  return place.choices.one<() => Written>([
    () => ({ text: `const ${name} = { run: ${done()} }; await ${name}.run(); await ${name}.run?.();` }),
    () => ({ text: `const ${name} = [${done()}, ${e("fn", place)}]; for (const one of ${name}) await one();` }),
    () => ({
      text: `let ${name}: ${typeTexts.fn} = ${done()}; if (${e("bool", place)}) ${name} = ${e("fn", place)}; await ${name}();`,
    }),
    () => ({
      text: `const ${name} = async (f: ${typeTexts.fn}) => { await f(); await f(); }; await ${name}(${done()});`,
    }),
    () => ({ text: `const ${name} = ${done()}; await ${name}(); await ${name}();`, variables: [{ name, type: "fn" }] }),
    () => ({
      text: `const ${name}: (${typeTexts.fn}) | undefined = ${e("bool", place)} ? ${done()} : undefined; await ${name}?.();`,
    }),
    () => ({
      text: `const ${name} = ${done()}; await ${name}().then(() => ${e("str", { ...place, async: false })}).catch(() => "c");`,
    }),
    () => ({
      text: `await (${e("items", place)}).reduce<${typeTexts.fn}>((f) => async () => { await f(); return f(); }, ${done()})();`,
    }),
    () => ({ text: `const ${name} = (${done()})(); await ${name};` }),
    () => ({ text: `const ${name} = new Map([["a", ${done()}]]); await ${name}.get(${e("str", place)})?.();` }),
  ])();
}

function together(place: Place): Written {
  const name = place.fresh("w");
  const one: Type = place.choices.one<Type>(["item", "str"]);
  const list = () => e(one === "item" ? "items" : "strs", place);
  const work = () => asyncArrow(one, "str", place);
  return place.choices.one<() => Written>([
    () => ({ text: `await Promise.all((${list()}).map(${work()}));` }),
    () => ({
      text: `const ${name} = await Promise.all((${list()}).map(${work()}));`,
      variables: [{ name, type: "strs" }],
    }),
    () => ({ text: `await Promise.allSettled((${list()}).map(${work()}));` }),
    () => ({
      text: `const ${name}: Promise<unknown>[] = []; (${list()}).forEach((p) => { ${name}.push(sink.save({ data: p })); }); await Promise.all(${name});`,
    }),
    () => ({ text: `await Promise.all([${e("fn", place)}, ${e("fn", place)}].map((f) => f()));` }),
    () => ({
      text: `await Promise.all([sink.send({ text: ${e("str", place)} }), src.record({ key: ${e("str", place)} })]);`,
    }),
    () => ({
      text: `const ${name}: string[] = []; for (const p of ${list()}) { ${name}.push(${e("str", place)}); } for (const q of ${name}) { await sink.send({ text: q }); }`,
      variables: [{ name, type: "strs" }],
    }),
  ])();
}

function helped(place: Place): Written {
  const { helpers, choices } = place;
  const helper = helpers[choices.nat(Math.max(1, helpers.length))];
  if (helper === undefined || (helper.async && !place.async)) return declareHelper(place);
  return { text: `${helperCall(helper, place)};` };
}

const anywhere: readonly Writer[] = [
  ...[declare, declare, declare, takeApart, assign, mutate, fill, forOf, forOf, counted, branch, choose, attempt],
  ...[leave, guard, declareHelper, helped, helped],
];
const asynchronous: readonly Writer[] = [call, call, call, functions, together, together, recurse];
