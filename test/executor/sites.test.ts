import { expect, test } from "vitest";
import { type Entry, memoryJournal, type Question, standingOf } from "#dist/executor/index.js";
import { renderRunHtml } from "#dist/report/index.js";
import { run, sealed, staff } from "./office.js";

// Which call of the program a real call is, where several call the same tool.

/** Several a line, one in another, over lines, behind text that takes more bytes or units than it has characters. */
const plan = await sealed(
  `
  const sign = "é日😀", first = await office.find({ word: "a" }), second = await office.find({ word: "b" });
  const name = (await office.find({ word: (await office.find({ word: second.name })).name })).name;
  const told = [first.name, name].map((word): {
    readonly word: string;
  } => ({ word }));
  await Promise.all(told.map(({ word }) => office . tell ({ word })));
  return office
    .send({ to: sign });`,
  { policy: { approve: ["office/send"] } },
);

/** The places of the calls of a tool, as they stand in the source. */
function written(call: string): readonly string[] {
  return plan.source.split("\n").flatMap((text, index) => {
    const starts = [...text.matchAll(new RegExp(call, "g"))].map((found) => found.index);
    return starts.map((start) => `${index + 1}:${start + 1}`);
  });
}

const [a, b, outer, inner] = written("office\\.find");
const [tell] = written("office \\. tell");
const [send] = written("office$");
const places = [a, b, inner, outer, tell, tell, send];

function placeOf({ line, column }: { readonly line?: number; readonly column?: number }): string {
  return `${line}:${column}`;
}

test("is told by the run, by its journal, and by a run that is gone on with", async () => {
  const journal = memoryJournal();
  const waiting = await run(plan, staff(), { journal, approve: async () => ({ say: "later" }) });
  expect(waiting.outcome).toBe("waiting");
  expect(waiting.calls.map(placeOf)).toEqual(places);
  const { entries } = await opened(journal);
  expect(
    entries.flatMap((entry) => ("site" in entry && entry.site !== undefined ? [placeOf(entry.site)] : [])),
  ).toEqual(expect.arrayContaining(places));
  expect(standingOf(entries)?.calls.map(placeOf)).toEqual(places);
  const done = await run(plan, staff(), { journal, approve: async () => ({ say: "approve" }) });
  expect(done.outcome).toBe("done");
  expect(done.calls.map(placeOf)).toEqual(places);
});

test("leads the page to the step of each call", async () => {
  const result = await run(plan, staff());
  const html = await renderRunHtml({ plan, result, entries: [] });
  const rows = html.split(/<tbody[^>]*>/)[1]?.split("</tbody>")[0] ?? "";
  expect([...rows.matchAll(/href="#(step-\d+)"/g)].map(([, step]) => step)).toEqual(
    // The outline has the inner call before the one that it is an argument of.
    ["step-1", "step-2", "step-3", "step-4", "step-5", "step-5", "step-6"],
  );
});

test("tells a person where the arguments of this call come from, and not those of its neighbours", async () => {
  const twice = await sealed(
    `await office.send({ to: "ada" }); const { name } = await office.find({ word: "x" }); return office.send({ to: name });`,
  );
  const asked: Question[] = [];
  await run(twice, staff(), {
    approve: async (question) => {
      asked.push(question);
      return { say: "approve" };
    },
  });
  expect(asked.map(({ provenance }) => provenance.map(({ column }) => column))).toEqual([
    [expect.any(Number)],
    [expect.any(Number)],
  ]);
  expect(asked[0]?.provenance).not.toEqual(asked[1]?.provenance);
});

test("is not known of plans of earlier versions, and then nothing is told", async () => {
  const { sites, ...old } = plan;
  expect(sites).toHaveLength(6);
  const calls = standingOf([
    { kind: "head", version: 1, run: "r", plan: JSON.parse(JSON.stringify(old)), clock: 0, seed: 0, note: null, at: 0 },
  ]);
  // Its hash is of the whole plan, so it is none without them.
  expect(calls).toBeUndefined();
});

async function opened(journal: ReturnType<typeof memoryJournal>): Promise<{ readonly entries: readonly Entry[] }> {
  const open = await journal.open();
  if (!open.ok) throw new Error("It is in memory.");
  await open.value.close();
  return { entries: [...open.value.entries] };
}
