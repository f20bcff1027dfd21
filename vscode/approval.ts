import { window } from "vscode";
import type { ApproveParams } from "../lsp/index.js";

/** Puts a call to a person, whole, and waits for as long as they need. Closing the dialog answers nothing. */
export async function askInDialog({ title, detail, choices }: ApproveParams): Promise<string | null> {
  return (await window.showWarningMessage(title, { modal: true, detail }, ...choices)) ?? null;
}
