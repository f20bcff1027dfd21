import { expect, test } from "vitest";
import { progressLine } from "#dist/cli/progress.js";
import { recorded } from "./io.js";

test("the line names the server only where there are several", () => {
  const { io, err } = recorded({ terminal: true });
  const line = progressLine(io);
  line.event({ step: "writing", candidate: 1, of: 3, characters: 12, server: "http://localhost:8001/v1" });
  expect(err()).toContain("writing a program 2 of 3 at localhost:8001 (12 characters)");
  line.event({ step: "writing", candidate: 0, of: 1, characters: 5 });
  expect(err()).toContain("writing a program (5 characters)");
});
