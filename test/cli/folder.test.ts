import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeFolder } from "#dist/cli/folder.js";

const temporary = () => mkdtempSync(join(tmpdir(), "holdshort-folder-"));

describe("a folder to write to", () => {
  it("is made with those above it, and left where it is there", async () => {
    const folder = join(temporary(), "a", "b", "c");
    await makeFolder(folder);
    await makeFolder(folder);
    expect(existsSync(folder)).toBe(true);
  });

  it("is refused below a file", async () => {
    const file = join(temporary(), "file");
    writeFileSync(file, "");
    await expect(makeFolder(join(file, "a"))).rejects.toThrow(/ENOTDIR/);
  });

  it.skipIf(!existsSync("/proc/self"))("is refused, in the end, where nothing can be made", async () => {
    await expect(makeFolder("/proc/self/a/b")).rejects.toThrow(/ENOENT|EACCES|EPERM/);
  });
});
