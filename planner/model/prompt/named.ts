// Which tool a model names that says it finds none.
import { type Binding, type Catalogue, writtenName } from "../../../toolspecs/index.js";
import { splitName } from "../../search/words/split.js";

/**
 * The first tool whose name stands in a text as a program writes it: `concert_finder`, `history.get_key_events`. What is only described is
 * left to whoever described it: for "send a mail with a picture" `send_mail` may be the wrong one.
 */
export function toolNamed(text: string, { bindings }: Catalogue): Binding | undefined {
  const words = (text.match(/[\p{L}_$][\p{L}\p{N}_$]*(?:\.[\p{L}_$][\p{L}\p{N}_$]*)*/gu) ?? []).map(partsOf);
  // A name of one word is said by chance, unless nothing else is said.
  const names = words.filter((word) => words.length === 1 || word.includes(" "));
  const tools = bindings.filter(({ spec }) => spec.builtin === undefined);
  return names.map((name) => tools.find((tool) => isNameOf(tool, name))).find((tool) => tool !== undefined);
}

function isNameOf(tool: Binding, name: string): boolean {
  return name === partsOf(tool.member) || name === partsOf(writtenName(tool));
}

/** `getKeyEvents` and `get_key_events` are one name. */
function partsOf(name: string): string {
  return splitName(name).join(" ");
}
