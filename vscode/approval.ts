import { type CancellationToken, QuickInputButtons, type QuickPickItem, ThemeIcon, window } from "vscode";
import type { Approved, ApproveParams, CheckParams } from "../lsp/index.js";

/** Says why a text is no answer; nothing where it is one. */
export type Check = (params: CheckParams) => Promise<string | undefined>;

interface Asking {
  readonly check: Check;
  /** Cancelled when no answer is needed any longer. */
  readonly token: CancellationToken;
}

/** Puts a question to a person, whole, and waits for as long as they need. Closing it answers nothing. */
export async function ask(params: ApproveParams, asking: Asking): Promise<Approved | null> {
  switch (params.form) {
    case "dialog":
      return inDialog(params, asking);
    case "list":
      return inList(params, asking);
    case "text":
      return write({ params, choice: 0 }, asking);
  }
}

async function inDialog(params: ApproveParams, asking: Asking): Promise<Approved | null> {
  const { title, detail } = params;
  // The editor puts the focus on the first.
  const items = params.choices.map(({ title, closes }, index) => ({
    title,
    index,
    isCloseAffordance: closes === true,
  }));
  const chosen = await window.showWarningMessage(title, { modal: true, detail }, ...items);
  if (chosen === undefined) return null;
  const wants = params.choices[chosen.index]?.wants;
  return wants === undefined ? { choice: chosen.index } : write({ params, choice: chosen.index }, asking);
}

interface Item extends QuickPickItem {
  readonly index: number;
}

async function inList({ title, prompt, choices }: ApproveParams, { token }: Asking): Promise<Approved | null> {
  const items: Item[] = choices.map((choice, index) => ({ label: choice.title, index }));
  const options = { title, placeHolder: prompt, ignoreFocusOut: true };
  const chosen = await window.showQuickPick(items, options, token);
  return chosen === undefined ? null : { choice: chosen.index };
}

interface Written {
  readonly params: ApproveParams;
  readonly choice: number;
}

/** A text that is checked while it is written. The choices that want none are buttons; `back` leads from a text to the dialog it came from. */
async function write({ params, choice }: Written, asking: Asking): Promise<Approved | null> {
  const { id, title, prompt, choices, form } = params;
  const box = window.createInputBox();
  const others = choices.flatMap(({ title, wants }, index) => (wants === undefined ? [{ title, index }] : []));
  const buttons = others.map(({ title: tooltip, index }) => ({
    iconPath: new ThemeIcon("circle-slash"),
    tooltip,
    index,
  }));
  const wants = choices[choice]?.wants ?? "";
  Object.assign(box, { title, prompt: form === "text" ? prompt : wants, placeholder: wants, ignoreFocusOut: true });
  box.buttons = form === "text" ? buttons : [QuickInputButtons.Back];
  const wrong = (text: string) => asking.check({ id, choice, text });
  try {
    return await new Promise<Approved | null>((give) => {
      box.onDidChangeValue(async (text) => {
        const problem = await wrong(text);
        if (box.value === text) box.validationMessage = problem;
      });
      box.onDidAccept(async () => {
        const text = box.value;
        box.validationMessage = await wrong(text);
        if (box.validationMessage === undefined) give({ choice, text });
      });
      box.onDidTriggerButton((button) => {
        const other = buttons.find((one) => one === button);
        give(other === undefined ? inDialog(params, asking) : { choice: other.index });
      });
      box.onDidHide(() => give(null));
      asking.token.onCancellationRequested(() => give(null));
      box.show();
    });
  } finally {
    box.dispose();
  }
}
