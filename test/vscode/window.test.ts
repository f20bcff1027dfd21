import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Window } from "./window.js";

// The packaged extension in a real VS Code in a real browser. It asserts on what is rendered.
//   scripts/vscode-setup.sh says what to set; without it these tests are left out.

const install = process.env.HOLDSHORT_VSCODE;
const shots = process.env.HOLDSHORT_SHOTS;
const extension = "vscode/holdshort.vsix";
const patience = 120_000;

/** A workspace in which tools can really be called: the filesystem server from npm, over a folder of documents. */
async function workspace(): Promise<Readonly<Record<string, string>>> {
  const server = resolve("node_modules/@modelcontextprotocol/server-filesystem/dist/index.js");
  const files = { command: process.execPath, args: [server, "."] };
  return {
    "holdshort.json": JSON.stringify({ tools: ["billing=tools.json", "mcp.json"] }),
    "mcp.json": JSON.stringify({ mcpServers: { files } }),
    "notes.md": "Ask the printer.\n",
    "combined.md": "old\n",
    "overwrite.plan.ts": overwrite,
  };
}

const overwrite = `// Goal: Write the text of "notes.md" into "combined.md"
export default async function plan() {
  const notes = await files.read_text_file({ path: "notes.md" });
  await files.write_file({ path: "combined.md", content: notes.content });
  return { characters: notes.content.length };
}
`;

async function shot(window: Window, name: string): Promise<void> {
  if (shots !== undefined) await window.page.screenshot({ path: join(shots, `${name}.png`) });
}

describe.skipIf(install === undefined)("the extension in VS Code", () => {
  let window: Window;

  beforeAll(async () => {
    window = await Window.open({
      install: install ?? "",
      extension,
      copyOf: "examples/billing",
      files: await workspace(),
    });
  }, patience);

  afterAll(() => window?.close());

  test(
    "a rejected plan: lens, squiggle, problem",
    async () => {
      await window.openFile("refund-less-fee.plan.ts");
      await window.lens("This plan must not run: 1 error.").waitFor({ timeout: 90_000 });
      await window.lens("billing.refund_invoice cannot be undone, once").waitFor();
      await window.squiggle.first().waitFor();
      await window.page.keyboard.press("Control+Shift+M");
      await window.problem("billing.refund_invoice would refuse the call").waitFor();
      await shot(window, "rejected");
      expect(await window.problem("bad_argument").first().textContent()).toContain("must be >= 1");
      expect(await window.squiggle.count()).toBe(1);
    },
    patience,
  );
});
