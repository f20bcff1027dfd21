import fc from "fast-check";

// Small programs of calls, each to somebody of its own, and runs of them: what the order of calls is held against.

export interface Program {
  readonly body: string;
  readonly outside: string;
}

interface Draft {
  readonly text: string;
}

const marker = "#";
const call = `bank.send({ to: "${marker}" })`;
const chance = "Math.random() < 0.5";

const { statements } = fc.letrec<{ statements: Draft; statement: Draft; promise: Draft }>((tie) => ({
  promise: fc.oneof(
    { maxDepth: 3, depthIdentifier: "program" },
    fc.constant({ text: call }),
    fc.constant({ text: `helper("${marker}")` }),
    tie("statements").map(({ text }) => ({ text: `(async () => { ${text} })()` })),
    fc.tuple(tie("promise"), tie("promise")).map(([p, q]) => ({ text: `Promise.all([${p.text}, ${q.text}])` })),
    fc.tuple(tie("promise"), tie("promise")).map(([p, q]) => ({ text: `${p.text}.then(() => ${q.text})` })),
    fc.tuple(tie("promise"), tie("promise")).map(([p, q]) => ({ text: `${p.text}.catch(() => ${q.text})` })),
  ),
  statement: fc.oneof(
    { maxDepth: 3, depthIdentifier: "program" },
    tie("promise").map(({ text }) => ({ text: `await ${text};` })),
    fc.constant({ text: `if (${chance}) return;` }),
    fc.constant({ text: `if (${chance}) throw new Error("x");` }),
    fc.tuple(tie("statements"), tie("statements")).map(([yes, no]) => ({
      text: `if (${chance}) { ${yes.text} } else { ${no.text} }`,
    })),
    tie("statements").map(({ text }) => ({ text: `if (${chance}) { ${text} return; }` })),
    tie("statements").map(({ text }) => ({ text: `for (const x of ["x", "y"]) { ${text} if (${chance}) continue; }` })),
    tie("statements").map(({ text }) => ({ text: `while (${chance}) { ${text} if (${chance}) break; }` })),
    fc.tuple(tie("statements"), tie("statements")).map(([tried, caught]) => ({
      text: `try { ${tried.text} } catch { ${caught.text} }`,
    })),
    fc.tuple(tie("statements"), tie("statements")).map(([tried, last]) => ({
      text: `try { ${tried.text} } finally { ${last.text} }`,
    })),
    fc.tuple(tie("promise"), tie("statements")).map(([{ text }, between]) => ({
      text: `{ const p = /*<*/${text}/*>*/; ${between.text} await p; }`,
    })),
    fc.tuple(tie("statements"), tie("statements")).map(([one, other]) => ({
      text: `switch (Math.random() < 0.5 ? 1 : 2) { case 1: ${one.text} break; default: ${other.text} }`,
    })),
  ),
  statements: fc
    .array(tie("statement"), { minLength: 1, maxLength: 3, depthIdentifier: "program" })
    .map((all) => ({ text: all.map(({ text }) => text).join(" ") })),
}));

/** Programs in which every call is to somebody of its own, so that its text names it. */
export function program(): fc.Arbitrary<Program> {
  return fc.tuple(statements, fc.boolean()).map(([{ text }, long]) => {
    let count = 0;
    const body = text.replaceAll(marker, () => `p${count++}`);
    const outside = `async function helper(who: string) { ${long ? `if (${chance}) return; ` : ""}await bank.send({ to: who }); }`;
    return { body, outside };
  });
}

export interface Span {
  readonly started: number;
  readonly ended: number;
}

/** Runs it once; `luck` decides the conditions, how long calls take and which of them fail. Of each call, by whom it is to, its first start and last end. */
export async function run({ body, outside }: Program, luck: readonly number[]): Promise<ReadonlyMap<string, Span>> {
  let [draws, clock] = [0, 0];
  const next = () => (luck[draws % luck.length] ?? 0) + (draws++ > 200 ? 100 : 0);
  const spans = new Map<string, Span>();
  const send = async ({ to }: { readonly to: string }) => {
    const started = spans.get(to)?.started ?? clock++;
    spans.set(to, { started, ended: Number.POSITIVE_INFINITY });
    const [turns, fate] = [next() % 5, next()];
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    spans.set(to, { started, ended: clock++ });
    if (fate % 10 === 0) throw new Error("failed");
  };
  // A failure that nobody gets to wait for is no fault of the test.
  const keep = (promise: Promise<unknown>) => {
    promise.catch(() => undefined);
    return promise;
  };
  const random = () => next() / 100;
  const kept = body.replaceAll("/*<*/", "keep(").replaceAll("/*>*/", ")");
  const plan = new Function(
    "bank",
    "Math",
    "keep",
    `${outside.replace(": string", "")}\nreturn (async () => { ${kept} })();`,
  );
  await Promise.resolve(plan({ send }, { random }, keep)).catch(() => undefined);
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
  return spans;
}
