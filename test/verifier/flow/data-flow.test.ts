import { describe, expect, it } from "vitest";
import { catalogue, declarations, type ToolSpec } from "#dist/toolspecs/index.js";
import { createCompiler } from "#dist/verifier/compiler/compiler.js";
import { findToolUses } from "#dist/verifier/flow/tool-uses.js";
import { analyseData, type DataFlow, how, type Origin } from "#dist/verifier/flow/values/index.js";

const text = { type: "string" } as const;
const mail = {
  type: "object",
  properties: { id: text, from: text, body: text, urgent: { type: "boolean" }, tags: { type: "array", items: text } },
  required: ["id", "from", "body", "urgent", "tags"],
} as const;

function tool(name: string, input: ToolSpec["input"], output: ToolSpec["output"]["schema"] = {}): ToolSpec {
  const effect = name === "send" ? "irreversible" : "read";
  return {
    server: "post",
    name,
    description: "",
    input,
    output: { schema: output, origin: "declared" },
    effect,
    trusted: true,
  };
}

const tools = catalogue([
  tool("inbox", { type: "object", properties: {} }, { type: "array", items: mail }),
  tool(
    "contact",
    { type: "object", properties: { name: text }, required: ["name"] },
    {
      type: "object",
      properties: { address: text, name: text, known: { type: "boolean" } },
      required: ["address", "name", "known"],
    },
  ),
  tool("send", { type: "object", properties: { to: text, text }, required: ["to", "text"] }),
]);
const compiler = createCompiler();

function analyse(body: string, before = ""): DataFlow {
  const flow = followed(body, before);
  if (flow === undefined) throw new Error("not followed");
  return flow;
}

function followed(body: string, before = ""): DataFlow | undefined {
  const source = `${before}\nexport default async function plan() {\n${body}\n}\n`;
  const { file } = compiler.parse(source);
  const [plan] = compiler.check([file], declarations(tools));
  if (plan === undefined) throw new Error("no plan");
  expect(plan.diagnostics.map(({ messageText }) => messageText)).toEqual([]);
  return analyseData(plan, findToolUses(plan, tools).byCall);
}

/** `contact.address` as it is, `~contact.address` computed from, `?contact.address` decided by. */
function written(origins: ReadonlyMap<Origin, number>): readonly string[] {
  return [...origins]
    .flatMap(([origin, bits]) => {
      const name =
        origin.kind === "literal"
          ? JSON.stringify(origin.value)
          : origin.kind === "output"
            ? `${origin.binding.member}.${origin.path}`
            : origin.kind;
      return [
        ...(bits & how.direct ? [name] : []),
        ...(bits & how.computed ? [`~${name}`] : []),
        ...(bits & how.implicit ? [`?${name}`] : []),
      ];
    })
    .sort();
}

/** Where the text of the last mail comes from. */
function sent(body: string, before?: string, leaf = "text"): readonly string[] {
  const call = analyse(body, before).calls.findLast(({ binding }) => binding.member === "send");
  const found = call?.leaves.find(({ path }) => path === leaf);
  return found === undefined ? [] : written(found.origins);
}

const inbox = "const mails = await post.inbox({});";
const send = (value: string) => `await post.send({ to: "ann", text: ${value} });`;

describe("where a value comes from", () => {
  const cases: readonly (readonly [name: string, body: string, origins: readonly string[], before?: string])[] = [
    ["a literal", send('"hi"'), ['"hi"']],
    ["an output's field", `const c = await post.contact({ name: "a" }); ${send("c.address")}`, ["contact.address"]],
    ["an element's field", `${inbox} for (const m of mails) { ${send("m.body")} }`, ["inbox.[].body"]],
    ["a destructured field", `${inbox} for (const { body } of mails) { ${send("body")} }`, ["inbox.[].body"]],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the program's template, not the test's
    ["a template", `${inbox} for (const m of mails) { ${send("`Re: ${m.body}`")} }`, ['~"Re: "', "~inbox.[].body"]],
    ["a sum", `${inbox} for (const m of mails) { ${send('m.from + "!"')} }`, ['~"!"', "~inbox.[].from"]],
    [
      "a variable written later",
      `let t = "a"; const c = await post.contact({ name: "x" }); t = c.name; ${send("t")}`,
      ['"a"', "contact.name"],
    ],
    [
      "a mapped list",
      `${inbox} await Promise.all(mails.map((m) => post.send({ to: "a", text: m.body })));`,
      ["inbox.[].body"],
    ],
    [
      "one of several that were waited for together",
      `const [c, d] = await Promise.all([post.contact({ name: "a" }), post.inbox({})]); ${send("c.address")}`,
      ["contact.address"],
    ],
    ["a joined list", `${inbox} ${send('mails.map((m) => m.id).join(",")')}`, ['~","', "~inbox.", "~inbox.[].id"]],
    [
      "an object of the program",
      `const c = await post.contact({ name: "x" }); const o = { a: { b: c.name } }; ${send("o.a.b")}`,
      ["contact.name"],
    ],
    [
      "another field of that object",
      `const c = await post.contact({ name: "x" }); const o = { a: c.name, b: "mine" }; ${send("o.b")}`,
      ['"mine"'],
    ],
    [
      "an alias that is written through",
      `const c = await post.contact({ name: "x" }); const o = { t: "" }; const p = o; p.t = c.address; ${send("o.t")}`,
      ['""', "contact.address"],
    ],
    [
      "an output that is written over",
      `const c = await post.contact({ name: "x" }); c.name = "mine"; ${send("c.name")}`,
      ['"mine"', "contact.name"],
    ],
    [
      "a spread output",
      `const c = await post.contact({ name: "x" }); const d = { ...c }; ${send("d.address")}`,
      ["contact.address"],
    ],
    [
      "a spread output with a field of its own",
      `const c = await post.contact({ name: "x" }); const d = { ...c, name: "mine" }; ${send("d.name")}`,
      ['"mine"'],
    ],
    [
      "a pushed element",
      `const c = await post.contact({ name: "x" }); const xs: string[] = []; xs.push(c.name); for (const x of xs) { ${send("x")} }`,
      ["contact.name"],
    ],
    [
      "through a function",
      `const c = await post.contact({ name: "x" }); ${send("twice(c.name)")}`,
      ["~contact.name"],
      "function twice(t: string) { return t + t; }",
    ],
    [
      "through a closure",
      `const c = await post.contact({ name: "x" }); const get = () => c.name; ${send("get()")}`,
      ["contact.name"],
    ],
    ["through JSON", `const c = await post.contact({ name: "x" }); ${send("JSON.stringify({ c })")}`, ["~contact."]],
    [
      "through a map",
      `const c = await post.contact({ name: "x" }); const m = new Map<string, string>(); m.set("k", c.name); for (const [, v] of m) { ${send("v")} }`,
      ["contact.name"],
    ],
    [
      "through reduce",
      `${inbox} ${send('mails.reduce((all, m) => all + m.body, "")')}`,
      ['""', '~""', "~inbox.[].body"],
    ],
    [
      "through Object.entries",
      `const o = { a: (await post.contact({ name: "x" })).name }; for (const [, v] of Object.entries(o)) { ${send("v")} }`,
      ["contact.name"],
    ],
    [
      "through then",
      `await post.contact({ name: "x" }).then((c) => post.send({ to: "a", text: c.name }));`,
      ["contact.name"],
    ],
    [
      "through a promise made by hand",
      `const c = await post.contact({ name: "x" }); const p = new Promise<string>((resolve) => resolve(c.name)); ${send("await p")}`,
      ["contact.name"],
    ],
    [
      "through a function in an object",
      `const c = await post.contact({ name: "x" }); const o = { f: (t: string) => t }; ${send("o.f(c.name)")}`,
      ["contact.name"],
    ],
    [
      "through default values",
      `const c = await post.contact({ name: "x" }); const f = (t: string = c.name) => t; ${send("f()")}`,
      ["contact.name"],
    ],
    [
      "through rest parameters",
      `const c = await post.contact({ name: "x" }); const f = (...ts: string[]) => ts.join(); ${send("f(c.name)")}`,
      ["~contact.name"],
    ],
    ["the clock", send("new Date().toISOString()"), ["clock", "~clock"]],
  ];

  it.each(cases.map(([name, body, origins, before]) => ({ name, body, origins, before })))(
    "$name",
    ({ body, origins, before }) => {
      const explicit = sent(body, before).filter((origin) => !origin.startsWith("?"));
      expect(explicit).toEqual([...origins].sort());
    },
  );

  it("counts what a failure says as the tool's word", () => {
    const origins = sent(`try { await post.inbox({}); } catch (e) { ${send("String(e)")}}`);
    expect(origins).toContain("~inbox.(error)");
  });

  it("follows an error's message into the catch clause", () => {
    const origins = sent(
      `const c = await post.contact({ name: "x" }); try { throw new Error(c.name); } catch (e) { ${send("String(e)")}}`,
    );
    expect(origins).toContain("~contact.name");
  });

  it("keeps two calls of one tool apart", () => {
    const flow = analyse(
      `const a = await post.contact({ name: "a" }); const b = await post.contact({ name: "b" }); ${send("b.name")}`,
    );
    const origin = [
      ...(flow.calls
        .at(-1)
        ?.leaves.find(({ path }) => path === "text")
        ?.origins.keys() ?? []),
    ][0];
    expect(origin?.kind === "output" && origin.call.getText()).toBe('post.contact({ name: "b" })');
  });
});

describe("what only decides", () => {
  const untrusted = "const c = await post.contact({ name: 'x' });";
  const cases: readonly (readonly [name: string, body: string, before?: string])[] = [
    ["a condition over a choice", `${untrusted} ${send('c.known ? "a" : "b"')}`],
    ["a condition over an assignment", `${untrusted} let t = "a"; if (c.known) t = "b"; ${send("t")}`],
    [
      "an early return in a helper",
      `${untrusted} const f = () => { if (c.known) return "a"; return "b"; }; ${send("f()")}`,
    ],
    ["a table", `${untrusted} const t: Record<string, string> = { a: "1" }; ${send('t[c.name] ?? ""')}`],
    ["membership", `${untrusted} const xs = ["a", "b"].filter(() => c.known); for (const x of xs) { ${send("x")}}`],
    [
      "a break before an assignment",
      `${untrusted} let t = "a"; for (const x of ["p", "q"]) { if (c.known) break; t = x; } ${send("t")}`,
    ],
    ["the choice of a function", `${untrusted} const f = c.known ? () => "a" : () => "b"; ${send("f()")}`],
    [
      "a thrown error",
      `${untrusted} let t = "a"; try { check(c.known); t = "b"; } catch { t = "c"; } ${send("t")}`,
      "function check(ok: boolean) { if (!ok) throw new Error('no'); }",
    ],
  ];

  it.each(cases.map(([name, body, before]) => ({ name, body, before })))("$name", ({ body, before }) => {
    expect(sent(body, before).filter((origin) => /^\?contact\.(known|name)/.test(origin))).not.toEqual([]);
    expect(sent(body, before).filter((origin) => /^~?contact/.test(origin))).toEqual([]);
  });

  const calls: readonly (readonly [name: string, body: string])[] = [
    ["if", `${untrusted} if (c.known) { ${send('"a"')}}`],
    ["an early return", `${untrusted} if (!c.known) return; ${send('"a"')}`],
    ["and", `${untrusted} const done = c.known && (await post.send({ to: "a", text: "b" })); return done;`],
    ["while", `${untrusted} let on = c.known; while (on) { ${send('"a"')}on = false; }`],
    ["switch", `${untrusted} switch (c.name) { case "a": ${send('"a"')} }`],
    ["the number of elements", `${inbox} for (const _ of mails) { ${send('"a"')}}`],
    ["a callback for each", `${inbox} await Promise.all(mails.map(() => post.send({ to: "a", text: "b" })));`],
    [
      "a helper called under a condition",
      `${untrusted} const f = () => post.send({ to: "a", text: "b" }); if (c.known) await f();`,
    ],
  ];

  it.each(calls)("whether a call is made: %s", (_, body) => {
    const call = analyse(body).calls.find(({ binding }) => binding.member === "send");
    expect(written(call?.control ?? new Map()).some((origin) => /^\?(contact|inbox)/.test(origin))).toBe(true);
  });

  it("is how many arguments a spread gives", () => {
    const joined = 'const f = (...all: string[]) => all.join("");';
    expect(sent(`${inbox} ${joined} ${send('f(...mails.map(() => "x"))')}`)).toContain("?inbox.");
  });

  it("is nothing for a call that is always made", () => {
    const call = analyse(`${untrusted} ${send("c.name")}`).calls.find(({ binding }) => binding.member === "send");
    expect(written(call?.control ?? new Map())).toEqual([]);
  });
});

// Programs that hide a flow from whoever looks only at what the text says. `c.name` must be seen to arrive in the mail.
describe("what is easily missed", () => {
  const contact = 'const c = await post.contact({ name: "x" });';
  const sneaky: readonly (readonly [name: string, body: string])[] = [
    [
      "an iterator of the program",
      `const it = { [Symbol.iterator]: () => { let n = 0; return { next: () => { n += 1; return n < 2 ? { done: false as const, value: c.name } : { done: true as const, value: undefined }; } }; } };
       for (const x of it) { ${send("x")} }`,
    ],
    [
      "a spread iterator",
      `const it = { [Symbol.iterator]: () => { let n = 0; return { next: () => { n += 1; return n < 2 ? { done: false as const, value: c.name } : { done: true as const, value: undefined }; } }; } };
       const [first] = Array.from(it); ${send('first ?? ""')}`,
    ],
    [
      "an object with a then of its own",
      `const t = { then: (done: (value: string) => void) => { done(c.name); } }; ${send("await t")}`,
    ],
    [
      "such objects in Promise.all",
      `const t = { then: (done: (value: string) => void) => { done(c.name); } }; const [x = ""] = await Promise.all([t]); ${send("x")}`,
    ],
    [
      "a property assigned over one that is there",
      `const o = { name: "mine" }; Object.assign(o, c); ${send("o.name")}`,
    ],
    [
      "Object.assign kept under another name",
      `const put = Object.assign; const o = { name: "mine" }; put(o, c); ${send("o.name")}`,
    ],
    [
      "a comparison with side effects",
      `let t = ""; ["a", "b"].toSorted((a, b) => { t = c.name; return a < b ? -1 : 1; }); ${send("t")}`,
    ],
    ["a callback that writes a variable", `let t = ""; [c.name].forEach((x) => { t = x; }); ${send("t")}`],
    ["a reversed list", `const xs = ["a", c.name]; xs.reverse(); const [x = ""] = xs; ${send("x")}`],
    ["a shifted list", `const xs = ["a", c.name]; xs.shift(); const [x = ""] = xs; ${send("x")}`],
    ["a list pushed back", `const xs = ["a", c.name]; xs.unshift("b"); ${send('xs[2] ?? ""')}`],
    ["a spliced list", `const xs = ["a", c.name]; xs.splice(0, 1); ${send('xs[0] ?? ""')}`],
    ["elements copied within a list", `const xs = ["a", c.name]; xs.copyWithin(0, 1); ${send('xs[0] ?? ""')}`],
    [
      "the keys of an object",
      `const o: Record<string, string> = {}; o[c.name] = "v"; ${send('Object.keys(o).join("")')}`,
    ],
    ["the entries of an object", `const o = { [c.name]: "v" }; for (const [k] of Object.entries(o)) { ${send("k")} }`],
    ["the keys of a map", `const m = new Map([[c.name, 1]]); for (const [k] of m) { ${send("k")} }`],
    [
      "the keys of a map, by forEach",
      `const m = new Map([[c.name, 1]]); let t = ""; m.forEach((_, k) => { t = k; }); ${send("t")}`,
    ],
    [
      "the second argument of a set's forEach",
      `const s = new Set([c.name]); let t = ""; s.forEach((_, v) => { t = v; }); ${send("t")}`,
    ],
    ["the keys of a group", `const g = Object.groupBy(["a"], () => c.name); ${send('Object.keys(g).join("")')}`],
    ["a group", `const g = Map.groupBy([c.name], (x) => x.length); for (const [, xs] of g) { ${send('xs.join("")')} }`],
    ["a character of a text", `${send('c.name[0] ?? ""')}`],
    ["the spread of a text", `${send('[...c.name].join("")')}`],
    ["the length of a text", `${send("String(c.name.length)")}`],
    ["a group of a pattern", `const m = /(.)(.)/.exec(c.name); ${send('m?.[2] ?? ""')}`],
    [
      "the fifth argument of a replacement",
      `let t = ""; c.name.replace(/(.)(.)(.)(.)(.)/, (_, a, b, d, e, f) => { t = f ?? ""; return a; }); ${send("t")}`,
    ],
    ["a reviver", `let t = ""; JSON.parse(c.name, (_, v) => { t = String(v); return t; }); ${send("t")}`],
    ["a replacer", `let t = ""; JSON.stringify({ c }, (_, v) => { t = String(v); return v; }); ${send("t")}`],
    ["a default of a pattern", `const { a = c.name }: { a?: string } = {}; ${send("a")}`],
    ["a default of a nested pattern", `const [{ a } = { a: c.name }]: { a: string }[] = []; ${send("a")}`],
    [
      "a default in an assignment",
      `let a = ""; [a = c.name] = [] as string[]; ${send("a")}`.replace("[] as string[]", "new Array<string>()"),
    ],
    [
      "closures made in a loop",
      `const fs: (() => string)[] = []; for (const x of ["a", c.name]) fs.push(() => x); ${send('fs.map((f) => f()).join("")')}`,
    ],
    [
      "a callback over a list of functions",
      `const fs: (() => string)[] = []; fs.push(() => c.name); let t = ""; fs.map((f) => { t = f(); return t; }); ${send("t")}`,
    ],
    [
      "an error's cause",
      `try { throw new Error("x", { cause: { n: c.name } }); } catch (e) { if (e instanceof Error) { ${send('JSON.stringify(e.cause) ?? ""')} } }`,
    ],
    [
      "what Promise.allSettled caught",
      `const fail = async () => { throw new Error(c.name); }; const [r] = await Promise.allSettled([fail()]); ${send('r?.status === "rejected" ? String(r.reason) : ""')}`,
    ],
    [
      "what Promise.any gave up over",
      `const fail = async (): Promise<string> => { throw new Error(c.name); }; try { await Promise.any([fail()]); } catch (e) { if (e instanceof AggregateError) { ${send("e.errors.map(String).join()")} } }`,
    ],
    ["a rejection", `try { await Promise.reject(new Error(c.name)); } catch (e) { ${send("String(e)")} }`],
    [
      "a rejected promise's catch",
      `const t = await Promise.reject(new Error(c.name)).catch((e) => String(e)); ${send("t")}`,
    ],
    ["what finally writes", `let t = ""; try { t = "a"; } finally { t = c.name; } ${send("t")}`],
    ["a length", `const xs = Array.from({ length: c.name.length }, () => "a"); ${send("String(xs.length)")}`],
    ["a deep list", `${send('[[[[c.name]]]].flat(4).join("")')}`],
    ["flatMap", `${send('["a"].flatMap(() => [c.name]).join("")')}`],
    ["reduce without a start", `${send('["a", c.name].reduce((_, b) => b)')}`],
    ["an assignment in an expression", `let t = ""; const u = (t = c.name); ${send("t + u")}`],
    ["a rest of a list", `const [, ...xs] = ["a", c.name]; ${send('xs.join("")')}`],
    ["a rest of an object", `const { known, ...rest } = c; ${send('known ? rest.name : ""')}`],
    [
      "a spread argument",
      `const f = (a: string, b = "") => b; const xs: [string, string] = ["a", c.name]; ${send("f(...xs)")}`,
    ],
    ["an object's own toString", `const o = { toString: () => c.name }; ${send("String(o)")}`],
    [
      "JSON.stringify of an object that prints itself",
      `const o = { toJSON: () => c.name }; ${send("JSON.stringify(o)")}`,
    ],
    [
      "withResolvers",
      `const { promise, resolve } = Promise.withResolvers<string>(); resolve(c.name); ${send("await promise")}`,
    ],
    [
      "an iterator taken by hand",
      `const it = [c.name].values(); const r = it.next(); ${send('r.done ? "" : r.value')}`,
    ],
    ["an iterator's helpers", `${send('[c.name].values().map((x) => x).toArray().join("")')}`],
    [
      "a part written under a key of the run",
      `${inbox} for (const m of mails) { m.tags[0] = c.name; } const [m] = mails; ${send('m?.tags.join("") ?? ""')}`,
    ],
    ["recursion", `const f = (n: number, t: string): string => (n > 0 ? f(n - 1, c.name) : t); ${send('f(2, "a")')}`],
    ["a function that returns a function", `const f = () => () => c.name; ${send("f()()")}`],
    [
      "a table of functions",
      `const t: Record<string, () => string> = { a: () => c.name }; ${send('t["a"]?.() ?? ""')}`,
    ],
    ["the text of a pattern", `${send("new RegExp(c.name).source")}`],
    ["logical assignment", `let t = ""; t ||= c.name; ${send("t")}`],
    ["a date", `${send("new Date(c.name).toISOString()")}`],
    ["an encoded text", `${send("encodeURIComponent(c.name)")}`],
    ["a symbol's description", `${send('Symbol(c.name).description ?? ""')}`],
  ];

  it.each(sneaky)("%s", (_, body) => {
    const explicit = sent(`${contact} ${body}`).filter((origin) => !origin.startsWith("?"));
    // A part stands for those within it.
    expect(explicit.some((origin) => /^~?contact\.(name)?$/.test(origin))).toBe(true);
  });

  const decisions: readonly (readonly [name: string, body: string])[] = [
    ["a removed element", `const xs = ["a", "b"]; if (c.known) xs.pop(); ${send("String(xs.length)")}`],
    ["a list turned round", `const xs = ["a", "b"]; if (c.known) xs.reverse(); ${send('xs[0] ?? ""')}`],
    ["a list cut off", `const xs = ["a"]; if (c.known) xs.length = 0; ${send('xs[0] ?? ""')}`],
    ["a cleared map", `const m = new Map([["a", "b"]]); if (c.known) m.clear(); ${send('m.get("a") ?? ""')}`],
    ["a property assigned or not", `const o = { t: "a" }; if (c.known) Object.assign(o, { t: "b" }); ${send("o.t")}`],
    ["text that cannot be parsed", `let t = "a"; try { JSON.parse(c.name); t = "b"; } catch { t = "c"; } ${send("t")}`],
    [
      "a call that may throw before its result is kept",
      `const f = (ok: boolean) => { if (!ok) throw new Error("no"); return "b"; }; let t = "a"; try { t = f(c.known); } catch { t = t + ""; } ${send("t")}`,
    ],
    [
      "whether a list has a first element",
      `const [t = "a"] = ["b"].filter(() => c.known).map(() => "c"); ${send("t")}`,
    ],
    [
      "whether an element by its index is there",
      `const [t = "a"] = Array.from({ length: c.name.length }, () => "c"); ${send("t")}`,
    ],
    [
      "when an iterator of the program ends",
      `const it = { [Symbol.iterator]: () => { let n = 0; return { next: () => { n += 1; return c.known && n < 2 ? { done: false as const, value: 1 } : { done: true as const, value: undefined }; } }; } };
       let t = "a"; for (const _ of it) { t = "b"; } ${send("t")}`,
    ],
  ];

  it.each(decisions)("as a decision: %s", (_, body) => {
    expect(sent(`${contact} ${body}`).some((origin) => /^[?~]?contact\.(known|name)?$/.test(origin))).toBe(true);
  });

  it("counts what decides whether the head of a loop is reached again", () => {
    const flow = analyse(`let n = 0; while ((await post.inbox({})).length > n) { n += 1; } return "x";`);
    expect(written(flow.calls[0]?.control ?? new Map())).toContain("?inbox.");
  });

  it("counts what decides whether a default is worked out", () => {
    const flow = analyse(
      `const [m] = await post.inbox({}); const { address } = m === undefined ? { address: "a" } : { address: undefined };
       let t = ""; [t = JSON.stringify(await post.contact({ name: "x" }))] = m?.tags ?? []; ${send("t")} return address;`,
    );
    const call = flow.calls.find(({ binding }) => binding.member === "contact");
    expect(written(call?.control ?? new Map())).toContain("?inbox.[].tags[]");
  });
});

// No sensible plan looks like these; the analysis must end all the same, with an answer or by giving up.
describe("programs meant to wear it out", () => {
  const times = (count: number, write: (index: number) => string) => Array.from({ length: count }, (_, i) => write(i));
  const heavy: readonly (readonly [name: string, body: string, origin: string])[] = [
    [
      "20,000 literals in one list",
      `const xs = [${times(20_000, (i) => `"${i}"`)}]; ${send('xs.join("")')}`,
      '~"19999"',
    ],
    [
      "an object of 5,000 properties",
      `const o = {${times(5000, (i) => `k${i}: "v${i}"`)}}; ${send("o.k4999")}`,
      '"v4999"',
    ],
    [
      "objects that hold all that came before them",
      `let o: { a?: unknown; b?: unknown } = {}; ${times(300, () => "o = { a: o, b: [o, { c: o }] };").join("")} ${send('JSON.stringify({ o, t: "end" })')}`,
      '~"end"',
    ],
    [
      "outputs asked for each other's keys",
      `let o: unknown = await post.contact({ name: "x" }); const next = (of: object) => Object.values(of);
       for (const key of ["a", "b"]) { if (typeof o === "object" && o !== null) { o = next(o)[0]; o = { a: o, [key]: o }; } } ${send("JSON.stringify({ o })")}`,
      "~contact.",
    ],
  ];

  it.each(heavy)("%s", (_, body, origin) => {
    expect(sent(body)).toContain(origin);
  });

  it("gives up over hundreds of functions that all call each other with whatever the others gave them", () => {
    const functions = times(
      400,
      (i) =>
        `function f${i}(t: string, n: number): string { return n > 0 ? f${(i * 7 + 1) % 400}(f${(i * 13 + 5) % 400}(t + "${i}", n - 1), n - 1) : t; }`,
    );
    expect(followed(send('f0("a", 2)'), functions.join("\n"))).toBeUndefined();
  });
});

describe("a table that the program writes", () => {
  const known = `const c = await post.contact({ name: "x" });`;
  const told = (body: string) => sent(`${known} ${body}`).filter((origin) => origin.includes("contact.name"));

  it.each([
    ["a record", `const t: Record<string, string> = { a: "1", b: "2" }; ${send('t[c.name] ?? ""')}`],
    [
      "records in a record",
      `const t: Record<string, { to: string }> = { a: { to: "1" }, b: { to: "2" } }; ${send('t[c.name]?.to ?? ""')}`,
    ],
    ["a list", `const t = ["1", "2"]; ${send('t.at(c.name.length) ?? ""')}`],
    ["a map", `const t = new Map([["a", "1"], ["b", "2"]]); ${send('t.get(c.name) ?? ""')}`],
  ])("tells which key was looked up: %s", (_, body) => expect(told(body)).toContain("~contact.name"));

  it.each([
    ["that holds one value", `const t: Record<string, string> = { a: "1", b: "1" }; ${send('t[c.name] ?? ""')}`],
    ["of functions", `const t: Record<string, () => string> = { a: () => "1" }; ${send('t[c.name]?.() ?? ""')}`],
  ])("does not, one %s", (_, body) => expect(told(body)).not.toContain("~contact.name"));

  it("is counted through without telling the count", () => {
    expect(sent(`const t = ["a", "b"]; for (let i = 0; i < 2; i += 1) { ${send('t[i] ?? ""')} }`)).not.toContain("~0");
  });
});

describe("which tool failed", () => {
  const mark = (rest: string) =>
    `let step = "0"; try { await post.inbox({}); step = "1"; } catch { step = "2"; } ${rest}`;

  it("is told by what was done before and after it", () => {
    expect(sent(mark(send("step")))).toContain("?inbox.(error)");
    expect(sent(`let step = "0"; try { await post.inbox({}); step = "1"; } catch {} ${send("step")}`)).toContain(
      "?inbox.(error)",
    );
  });

  it("is told by a helper that somebody catches", () => {
    const helper = `let step = "0"; async function look(): Promise<void> { await post.inbox({}); step = "1"; }`;
    expect(sent(`await look().catch(() => undefined); ${send("step")}`, helper)).toContain("?inbox.(error)");
  });

  it("is told by nobody where nothing is caught", () => {
    expect(sent(`let step = "0"; await post.inbox({}); step = "1"; ${send("step")}`)).not.toContain("?inbox.(error)");
  });
});
