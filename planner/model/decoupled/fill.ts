import { type Binding, type Catalogue, declarations, type JsonObject } from "../../../toolspecs/index.js";
import type { Rejected } from "../../../verifier/index.js";
import type { Chat, Message } from "../chat.js";
import type { Completion } from "../completion.js";
import { only } from "../prompt/bare.js";
import { disarmed } from "../prompt/disarmed.js";
import { feedback } from "../prompt/feedback.js";
import type { Asker } from "./asker.js";
import { objectIn } from "./json.js";

export interface Filling {
  readonly goal: string;
  readonly catalogue: Catalogue;
  readonly chat: Chat;
  readonly asker: Asker;
  readonly temperature: number | undefined;
  /** The call of this tool that was rejected last, if this is to mend it. */
  readonly mended: Rejected | undefined;
}

/** The arguments of a call, or the answer that held none. */
export async function fillIn(tool: Binding, filling: Filling): Promise<JsonObject | Completion> {
  const { asker, chat, temperature } = filling;
  const form = { kind: "schema", name: "arguments", schema: tool.spec.input } as const;
  const completion = await asker.ask(chat, { messages: conversation(tool, filling), form, temperature });
  const found = completion.kind === "text" ? objectIn(completion.text) : undefined;
  return found ?? completion;
}

function conversation(tool: Binding, { goal, catalogue, mended }: Filling): readonly Message[] {
  const alone = only(catalogue, (binding) => (binding.spec === tool.spec ? binding : undefined));
  const asked: readonly Message[] = [
    { role: "system", content: `${task}\n\nThe tool:\n${disarmed(declarations(alone))}` },
    { role: "user", content: `The goal:\n${goal}` },
  ];
  if (mended === undefined) return asked;
  const again = `The call was rejected:\n${disarmed(feedback(mended, alone))}\n\nAnswer with the whole object again, with that mended.`;
  return [...asked, { role: "assistant", content: mended.plan.source }, { role: "user", content: again }];
}

const task =
  "You fill in the arguments of one call. Answer with one JSON object and nothing else. Take every value from the goal, as it stands there; never invent an id, an address, a date or a name. Leave out an optional parameter that the goal does not speak of.";
