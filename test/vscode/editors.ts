import { afterEach } from "vitest";
import { type Editor, type EditorOptions, startEditor } from "./editor.js";

/** For what has to be waited for; nothing is measured by it. */
export const patience = 20_000;

const open: Editor[] = [];

/** An editor that is closed after the test, with its server. */
export async function editor(example: string, options?: EditorOptions): Promise<Editor> {
  const made = await startEditor(example, options);
  open.push(made);
  return made;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});
