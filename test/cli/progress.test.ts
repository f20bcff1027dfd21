import { expect, test } from "vitest";
import { progressLine } from "#dist/cli/progress.js";
import { recorded } from "./io.js";

test("the line names the server only where there are several", () => {
  const { io, err } = recorded({ terminal: true, columns: 80 });
  const line = progressLine(io);
  line.event({ step: "writing", candidate: 1, of: 3, characters: 12, server: "http://localhost:8001/v1" });
  expect(err()).toContain("writing a program 2 of 3 at localhost:8001 (12 characters)");
  line.event({ step: "writing", candidate: 0, of: 1, characters: 5 });
  expect(err()).toContain("writing a program (5 characters)");
});

test("a terminal that cannot wipe a line gets none, and one that does not know its width gets all of it", () => {
  const dumb = recorded({ terminal: true, columns: 80, env: { TERM: "dumb" } });
  progressLine(dumb.io).show("reading tools");
  expect(dumb.err()).toBe("");
  const wide = recorded({ terminal: true, columns: 0 });
  progressLine(wide.io).show("reading tools");
  expect(wide.err()).toContain("holdshort: reading tools ...");
});

test("the line stays one in a narrow terminal, so that it can be wiped", () => {
  const { io, err } = recorded({ terminal: true, columns: 40 });
  progressLine(io).show("writing a program 2 of 3 at localhost:8001 (12 characters)");
  const shown = err().replace("\r\u001b[2K", "");
  expect(shown).toBe("holdshort: writing a program 2 of 3 ...");
  expect(shown.length).toBeLessThan(40);
});
