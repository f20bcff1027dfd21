import { addUsage, noUsage } from "../../usage.js";
import type { Chat, Form, Line, Question } from "../chat.js";
import type { Completion } from "../completion.js";
import { ebnf, gbnf } from "../grammar/print.js";
import type { ModelSettings } from "../options.js";
import { remembered } from "../remembered.js";
import { formWays } from "./abilities.js";
import { Ability, type Known } from "./ability.js";
import { formFields, type MoreFields, type Printers } from "./form.js";
import { Hints } from "./hints.js";
import { post } from "./post.js";

const clock = () => performance.now();

/** A model behind an OpenAI-compatible API. A form is sent along only where the server was seen to keep to one. */
export function serverChat(settings: ModelSettings, hints = new Hints(settings.hints, clock)): Chat {
  // A plan asks with the same grammar each time.
  const print: Printers = { gbnf: remembered(gbnf), ebnf: remembered(ebnf) };
  const ability = new Ability(`${settings.baseURL} ${settings.model}`, settings.memory);
  const send = (question: Question, more: MoreFields, line: Line) => post({ settings, question, more }, line);
  // What is not answered at once is found out another time.
  const hasty = { ...settings, maxRetries: 0, timeoutMs: Math.min(settings.timeoutMs, longestProbeMs) };
  const known = ({ signal, mayCall = () => true }: Line): Promise<Known> =>
    ability.known((question, more) => post({ settings: hasty, question, more }, { signal }), mayCall);
  return {
    name: `model:${settings.model}`,
    async ask(question, line) {
      const { more, usage, ...held } = await wanted(question.form, () => known(line), print);
      const { work } = question;
      if (work !== undefined) hints.asked(work);
      const timed = timing(line);
      const {
        logprobs: _,
        characters: __,
        ...completion
      } = await send(question, { ...more, ...hints.fields(work) }, timed);
      if (work !== undefined && wholeAnswers.has(completion.kind)) hints.answered(work, timed.firstTextMs());
      return { ...completion, ...held, usage: addUsage(usage, completion.usage) };
    },
  };
}

/** A few words should not take longer, or the question itself will tell why. */
const longestProbeMs = 30_000;

/** After these a server knows the job. */
const wholeAnswers: ReadonlySet<Completion["kind"]> = new Set(["text", "truncated", "empty"]);

async function wanted(form: Form | undefined, known: () => Promise<Known>, print: Printers) {
  if (form === undefined) return { more: {}, usage: noUsage };
  const { abilities, usage } = await known();
  const more = formFields(form, formWays(abilities), print);
  return { more, usage, held: Object.keys(more).length > 0 };
}

/** The line, with the time until the first of the text; that of the whole answer where it comes at once. */
function timing(line: Line): Line & { firstTextMs(): number } {
  const start = clock();
  let first: number | undefined;
  return {
    ...line,
    onText: (characters) => {
      if (characters > 0) first ??= clock() - start;
      line.onText?.(characters);
    },
    firstTextMs: () => first ?? clock() - start,
  };
}
