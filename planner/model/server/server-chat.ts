import { addUsage, noUsage } from "../../usage.js";
import type { Chat, Form, Line, Question } from "../chat.js";
import type { ModelSettings } from "../options.js";
import { formWays } from "./abilities.js";
import { Ability, type Known } from "./ability.js";
import { formFields, type MoreFields } from "./form.js";
import { post } from "./post.js";

/** A model behind an OpenAI-compatible API. A form is sent along only where the server was seen to keep to one. */
export function serverChat(settings: ModelSettings): Chat {
  const ability = new Ability(`${settings.baseURL} ${settings.model}`, settings.memory);
  const send = (question: Question, more: MoreFields, line: Line) => post({ settings, question, more }, line);
  const known = ({ signal }: Line): Promise<Known> =>
    ability.known((question, more) => send(question, more, { signal }));
  return {
    name: `model:${settings.model}`,
    async ask(question, line) {
      const { more, usage } = await wanted(question.form, () => known(line));
      const { logprobs: _, ...completion } = await send(question, more, line);
      return { ...completion, usage: addUsage(usage, completion.usage) };
    },
  };
}

async function wanted(form: Form | undefined, known: () => Promise<Known>) {
  if (form === undefined) return { more: {}, usage: noUsage };
  const { abilities, usage } = await known();
  return { more: formFields(form, formWays(abilities)), usage };
}
