import { tmpdir } from "node:os";
import { basename } from "node:path";
import { expect, it } from "vitest";

it("gives a run of the tests a folder of its own for what is temporary", () => {
  expect(basename(tmpdir())).toMatch(/^holdshort-\w{6}$/);
});
