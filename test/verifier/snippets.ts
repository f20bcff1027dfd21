/** Bodies of plans as people and models write them, and bodies that must not pass, with the reason given for it. */

export const accepted: readonly string[] = [
  `const orders = await shop.list_orders({ state: "open" });
   const big = orders.filter((order) => order.total > 100).toSorted((a, b) => b.total - a.total);
   await Promise.all(big.map((order) => shop.pay({ id: order.id })));
   return { paid: big.length, first: big[0]?.id ?? null };`,
  `const [open, paid] = await Promise.all([shop.list_orders({ state: "open" }), shop.list_orders({ state: "paid" })]);
   return open.length + paid.reduce((sum, order) => sum + order.total, 0);`,
  `const settled = await Promise.allSettled([shop.pay({ id: 1 }), shop.pay({ id: 2 })]);
   return settled.flatMap((one) => (one.status === "fulfilled" ? [one.value.ok] : []));`,
  `for (const order of await shop.list_orders()) {
     if (order.note != null && order.note.trim() !== "") console.log(order.id, order.note);
   }
   return null;`,
  `try { await shop.pay({ id: 1 }); return "ok"; }
   catch (error) { return error instanceof Error ? error.message : String(error); } finally { console.warn("done"); }`,
  `const raw = await shop.raw();
   if (typeof raw === "object" && raw !== null && "id" in raw && typeof raw.id === "number") return raw.id;
   if (Array.isArray(raw)) return raw.length;
   throw new TypeError("not what was expected");`,
  `const notes: string[] = (await shop.list_orders()).map((order) => order.note).filter(Boolean).map((note) => note.toUpperCase());
   return notes.join(", ");`,
  `const given = [1, null, 2, undefined].filter((value) => value !== null && value !== undefined);
   const sum: number = given.reduce((a, b) => a + b, 0);
   return sum;`,
  `const isText = (value: unknown): value is string => typeof value === "string";
   const texts: string[] = ["a", 1].filter(isText); const one: string | undefined = ["a", 1].find(isText);
   return { texts, one };`,
  `const totals = new Map<string, number>();
   for (const order of await shop.list_orders()) for (const tag of order.tags) totals.set(tag, (totals.get(tag) ?? 0) + order.total);
   return [...totals].map(([tag, total]) => ({ tag, total })).sort((a, b) => a.tag.localeCompare(b.tag));`,
  `const groups = Object.groupBy(await shop.list_orders(), (order) => (order.total > 10 ? "big" : "small"));
   return { big: groups.big?.length ?? 0, keys: Object.keys(groups) };`,
  `const groups = Map.groupBy([1, 2, 3], (n) => n % 2);
   return [...groups.entries()].map(([key, values]) => key + values.length);`,
  `const prices = { a: 1, b: 2 };
   const doubled = Object.fromEntries(Object.entries(prices).map(([key, value]) => [key, value * 2]));
   const sum: number = Object.values(doubled).reduce((a, b) => a + b, 0);
   return { ...doubled, sum, c: doubled.c ?? 0 };`,
  `const seen = new Set<number>([1, 2]); const other = new Set([2, 3]);
   const both: number[] = [...seen.intersection(other)];
   return { both, all: [...seen.union(other)].length, none: seen.isDisjointFrom(other), has: seen.has(9) };`,
  `const match = /^(?<year>\\d{4})-(\\d{2})$/.exec("2026-01");
   if (match === null) return null;
   const [, year = "", month = ""] = match;
   return [Number(year), Number.parseInt(month, 10), match.groups?.year ?? "", match.index, match[0].length];`,
  `const words = "a b c".match(/\\w/g) ?? [];
   const all = [..."x1y2".matchAll(/(\\w)(\\d)/g)].map((found) => found[1] ?? "");
   return [words.map((word) => word.toUpperCase()), all, "aXbX".replaceAll("X", (x) => x.toLowerCase()), "a".replace(/(a)/, (_, a) => a)];`,
  `const date = new Date("2026-01-01T00:00:00Z"); date.setUTCDate(date.getUTCDate() + 7);
   const [day = ""] = date.toISOString().split("T");
   return { day, late: date.getTime() > Date.UTC(2026, 0, 1), before: date < new Date(), now: Date.now() };`,
  `const data = JSON.parse('{"a":1}');
   const text: string = JSON.stringify({ a: [1, "x", null] }, null, 2);
   return typeof data === "object" && data !== null && "a" in data ? data.a : text;`,
  `const range = Array.from({ length: 3 }, (_, index) => index * 2); const zeros: number[] = new Array(3).fill(0);
   const indexes: number[] = [...Array(3).keys()];
   return [range.at(-1), zeros.with(0, 1), indexes, [[1], [2, [3]]].flat(), [1, 2].flatMap((n) => [n, n]), Array.of(1)];`,
  `let page = 1; const all: number[] = [];
   while (true) { const items = await shop.list_orders(); all.push(...items.map((item) => item.id)); if (items.length < 50 || page++ > 3) break; }
   return all;`,
  `function* numbers(): Generator<number> { for (let n = 0; n < 3; n++) yield n; }
   const even = [...numbers()].filter((n) => n % 2 === 0); const firstTwo = numbers().take(2).map((n) => n + 1).toArray();
   return [even, firstTwo];`,
  `async function* pages(): AsyncGenerator<number> { yield 1; yield 2; }
   let sum = 0; for await (const page of pages()) sum += page;
   return sum;`,
  `const total = Math.round(Math.max(...[1.5, 2.25]) * 100) / 100;
   return total.toFixed(2) + Math.PI.toString() + Number.isInteger(total) + encodeURIComponent("a b") + (Infinity > NaN);`,
  `class Counter { #count = 0; add(by: number): number { this.#count += by; return this.#count; } }
   const counter = new Counter(); return counter.add(2);`,
  `type Line = { readonly id: number; note?: string };
   const lines: readonly Line[] = [{ id: 1 }, { id: 2, note: "x" }];
   const { id, ...rest } = lines[0] ?? { id: 0 }; const byId: Record<string, Line> = {}; for (const line of lines) byId[line.id] = line;
   return [id, rest, byId["1"]?.note ?? "none", lines.map(({ note = "-" }) => note), lines.some((line) => line.id > 1)];`,
  `const kinds = ["a", "b"] as const; type Kind = (typeof kinds)[number]; const kind: Kind = kinds[0];
   switch (kind) { case "a": return 1; default: return 2; }`,
  `const first = await Promise.any([shop.pay({ id: 1 })]); const fast = await Promise.race([shop.raw(), Promise.resolve(1)]);
   const { promise, resolve } = Promise.withResolvers<number>(); resolve(1);
   return [first.ok, fast, await promise, await new Promise<number>((done) => done(1)), await Promise.try(() => 1)];`,
  `await shop.raw().then((value) => console.info(value)).catch((reason) => console.error(String(reason))).finally(() => console.debug());
   return undefined;`,
  `const failed = new AggregateError([new RangeError("x", { cause: 1 })], "all failed");
   return [failed.errors.length, failed.message, new Error("x").name, failed.stack ?? ""];`,
  `const text = \`\${"a".padStart(3, "0")} \${1 + 1}\`; const raw = String.raw\`a\\n\`;
   return [text.split(""), [...text].length, raw, text.at(-1), "a,b".split(",")[0]?.trim(), "é".normalize("NFD"), "b" > "a"];`,
  `const pick = <T, K extends keyof T>(from: T, key: K): T[K] => from[key];
   const part: Pick<{ a: number; b: string }, "a"> = { a: 1 }; const some: Partial<{ a: number }> = {};
   return [pick(part, "a"), some.a, Object.hasOwn(part, "a"), Object.assign({ z: 1 }, part).a, Object.freeze([1])];`,
];

export const refused: readonly (readonly [string, RegExp])[] = [
  ["return JSON.parse('{}').a;", /unknown/],
  ["const text: string = JSON.stringify(await shop.raw()); return text;", /'string \| undefined' is not assignable/],
  ["try { return 1; } catch (error) { return error.message; }", /unknown/],
  ["return (await shop.raw()).id;", /unknown/],
  ["return [1, 2][0].toFixed();", /possibly 'undefined'/],
  ["const a: { b?: number } = { b: undefined }; return a;", /exactOptionalPropertyTypes/],
  ["return {}.constructor;", /'constructor' does not exist/],
  ["return (() => 1).constructor;", /'constructor' does not exist/],
  ["return (() => 1).call(null);", /'call' does not exist/],
  ["return Object.getPrototypeOf({});", /'getPrototypeOf' does not exist/],
  ["return Object.defineProperty({}, 'a', {});", /'defineProperty' does not exist/],
  ["return [].__proto__;", /'__proto__' does not exist/],
  ["return (1.5).toLocaleString();", /'toLocaleString' does not exist/],
  ["return new Date().getHours();", /'getHours' does not exist/],
  ["return new Date(2026, 0, 1);", /Expected 0-1 arguments/],
  ["return 'a'.localeCompare('b', 'de');", /Expected 1 arguments/],
  ["return new Function('return 1')();", /Cannot find name 'Function'|Function/],
  ["return globalThis.fetch('x');", /fetch|globalThis/],
  ["return import('fs');", /Cannot find|ImportMeta|module/],
  ["const n: number = await shop.pay({ id: '1' }); return n;", /not assignable/],
  ["return shop.pay({});", /'id' is missing/],
  ["return shop.unknown({});", /'unknown' does not exist/],
  ["const a: string[] = [1, null].filter(Boolean); return a;", /not assignable/],
];
