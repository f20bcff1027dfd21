import { type GroundingContext, mayBeAddressOrIdentifier } from "../../grounding/index.js";
import { isOnline } from "../../grounding/looks.js";
import { addressesIn, isFounded } from "./constants.js";
import type { Passed, Seen } from "./passed.js";
import { strangeWords } from "./spelled.js";

/** Fewer runs than this do not tell what never changes. */
const ENOUGH = 10;

/** What the plan itself puts into a value that it computes from what tools return. */
export type Mixture =
  /** An address or identifier that is the same in every run, whatever the tools return. */
  | { readonly constant: string }
  /** Words in an address that nobody gave, with an address in which they stand. */
  | { readonly words: readonly string[]; readonly address: string };

export function mixtureIn({ seen, origins }: Passed, context: GroundingContext): Mixture | undefined {
  const texts = seen.filter((one): one is TextSeen => typeof one.value === "string");
  if (texts.length < ENOUGH) return undefined;
  // Where the clock of the worlds stands still, what is computed from it does not change.
  const ambient = [...origins.keys()].some(({ kind }) => kind === "clock" || kind === "random");
  const constant = constantIn(texts, ambient).find((one) => !isFounded(one, context) && !isTold(one, texts));
  if (constant !== undefined) return { constant };
  return strangeAddress(texts, origins, context);
}

interface TextSeen extends Seen {
  readonly value: string;
}

function constantIn(texts: readonly TextSeen[], ambient: boolean): readonly string[] {
  const [first, ...others] = texts.map(({ value }) => value);
  if (first === undefined) return [];
  const everywhere = addressesIn(first).filter((address) => others.every((other) => other.includes(address)));
  const isOne = !ambient && mayBeAddressOrIdentifier(first) && others.every((other) => other === first);
  return isOne ? [first, ...everywhere] : everywhere;
}

/** Whether some tool told it, in some run. */
function isTold(value: string, texts: readonly TextSeen[]): boolean {
  return texts.some((one) => knownTo(one).includes(value.toLowerCase()));
}

/** Mailboxes most of which hold words that nobody told. */
function strangeAddress(
  texts: readonly TextSeen[],
  origins: Passed["origins"],
  context: GroundingContext,
): Mixture | undefined {
  const written = [...origins.keys()].flatMap((origin) =>
    origin.kind === "literal" && typeof origin.value === "string" ? origin.value.toLowerCase() : [],
  );
  const odd = texts.flatMap((one) => {
    if (!/^[^\s@]+@[^\s@]+$/.test(one.value) || !isOnline(one.value)) return [];
    const address = one.value.toLowerCase();
    const known = knownTo(one);
    // What tools told in all their texts may hold a short word by chance; an address that they did not tell does not need any of the plan's.
    const own = known.includes(address)
      ? []
      : written.filter((text) => /[\p{L}\d]/u.test(text) && address.includes(text));
    const words = [...new Set([...strangeWords(address, known), ...own])].filter((word) => !isFounded(word, context));
    return words.length === 0 ? [] : [{ words, address: one.value }];
  });
  const [first] = odd;
  return first !== undefined && odd.length * 2 > texts.length ? first : undefined;
}

/** All that tools had told by then, and what the plan was given. */
function knownTo({ run, call }: Seen): string {
  const told = run.calls.slice(0, call).flatMap(({ answer }) => (answer?.ok === true ? [answer.value] : []));
  return JSON.stringify([run.input ?? null, told]).toLowerCase();
}
