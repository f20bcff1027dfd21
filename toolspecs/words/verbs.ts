/**
 * What a verb does to the world, by groups of words that mean the same to a tool. The verb gate rests on it: a tool
 * whose name says `delete` is for goals that say delete, erase or remove, and for no others.
 */
import { stem } from "./stem.js";

const looking = `get list find search fetch show perform conduct test read retrieve view display check query look lookup locate see browse
  calculate compute determine estimate evaluate solve count measure analyze analyse predict forecast compare describe explain
  identify tell give provide return convert translate summarize recommend suggest obtain inspect verify validate detect
  track lookup monitor download plot sort filter generate simulate discover scan ask say wonder watch listen hear
  multiply divide subtract`;

const acting: readonly string[] = [
  "create add make new insert register generate build compose draft write produce put append establish integrate",
  "delete remove erase drop destroy purge clear wipe trash discard uninstall",
  "update change edit modify set adjust alter patch correct replace configure write save",
  "rename",
  "scale resize",
  "pick choose select",
  "send email mail message notify text forward reply post share tell dm remind",
  "pay transfer wire remit send",
  "request",
  "refund reimburse",
  "charge bill invoice",
  "close resolve finish complete",
  "open reopen",
  "cancel abort revoke",
  "void annul",
  "book reserve schedule order rent arrange",
  "order buy purchase",
  "sell",
  "move relocate transfer",
  "reschedule postpone move change shift",
  "play stream listen hear watch",
  "log record note",
  "copy duplicate clone",
  "archive",
  "restore recover undo",
  "merge",
  "assign allocate",
  "label tag mark flag",
  "invite add",
  "approve accept confirm",
  "reject decline deny refuse",
  "upload",
  "publish release deploy ship post",
  "start launch run execute begin trigger activate enable play turn switch initiate",
  "stop end terminate kill halt pause disable deactivate shut turn switch",
  "restart reboot reset",
  "lock block ban",
  "unlock unblock",
  "subscribe follow",
  "unsubscribe unfollow",
  "comment reply post",
  "connect join link attach",
  "disconnect leave detach unlink",
  "login log sign",
  "sync import export migrate",
  "install",
  "rollback revert roll",
  "submit",
  "withdraw",
  "suspend freeze",
  "redeem",
  "acknowledge ack dismiss",
  "snooze silence mute",
  "escalate",
  "promote",
  "demote",
  "grant authorize authorise",
  "hide",
  "finalize finalise",
  "kick evict expel",
  "prune truncate",
  "enroll enrol",
  "deliver dispatch",
  "upgrade",
  "downgrade",
  "provision",
  "donate",
  "pin",
  "star",
  "capture",
];

/** For each stem the groups it belongs to, by number; 0 is looking. */
const groupsByStem: ReadonlyMap<string, ReadonlySet<number>> = verbTable();

function verbTable(): ReadonlyMap<string, ReadonlySet<number>> {
  const table = new Map<string, Set<number>>();
  for (const [group, line] of [looking, ...acting].entries()) {
    for (const word of line.split(/\s+/u)) {
      const key = stem(word);
      table.set(key, (table.get(key) ?? new Set()).add(group));
    }
  }
  return table;
}

const none: ReadonlySet<number | string> = new Set();

function verbGroups(word: string): ReadonlySet<number | string> {
  // No form of "new".
  if (word === "news") return none;
  return groupsByStem.get(stem(word)) ?? counterDeeds(word);
}

/** "Unarchive" takes back what "archive" does, and so changes something whatever else it means; it is like nothing but itself. */
function counterDeeds(word: string): ReadonlySet<number | string> {
  const [, deed] = /^(?:un|de|dis|re)(\p{L}{3,})$/u.exec(word) ?? [];
  const undone = deed === undefined ? undefined : groupsByStem.get(stem(deed));
  return undone === undefined || undone.has(0) ? none : new Set([stem(word)]);
}

export function isVerb(word: string): boolean {
  return verbGroups(word).size > 0;
}

const deedsOfNouns: ReadonlyMap<string, string> = new Map([
  ["payment", "pay"],
  ["reservation", "reserve"],
  ["booking", "book"],
  ["purchase", "buy"],
  ["cancellation", "cancel"],
  ["refund", "refund"],
  ["transfer", "transfer"],
  ["appointment", "schedule"],
  ["order", "order"],
  ["transaction", "pay"],
  ["connection", "connect"],
]);

/** The deed that a noun names after "make" and the like: "make a payment" is to pay. */
export function deedOfNoun(noun: string): string | undefined {
  return deedsOfNouns.get(noun) ?? (isVerb(noun) ? noun : undefined);
}

/** Verbs that hand the deed on to a noun: "make a payment", "perform a refund". */
export const lightVerbs: ReadonlySet<string> = new Set(
  "make do perform run execute conduct issue place give take initiate establish".split(" "),
);

/** True when the word can mean looking or computing. */
export function canLook(word: string): boolean {
  return verbGroups(word).has(0);
}

const reading: ReadonlySet<string> = new Set(
  `get list find search fetch show read retrieve view display check query look lookup locate see browse count compare describe
  inspect verify validate calculate compute determine estimate evaluate preview export`
    .split(/\s+/u)
    .map(stem),
);

/** True when the word says that what it is said of is left as it is; to convert or to sort a thing may change it. */
export function onlyReads(word: string): boolean {
  return reading.has(stem(word));
}

/** True when the word is a verb and can only mean changing something. */
export function onlyActs(word: string): boolean {
  return isVerb(word) && !canLook(word);
}

const making: ReadonlySet<string> = new Set(
  "create make generate build compose draft write produce play".split(" ").map(stem),
);

/** True when the word is a verb that brings forth something new and leaves alone what is there. */
export function onlyMakes(word: string): boolean {
  return making.has(stem(word));
}

/** `created`, `creating`: said of a thing, not asked for. */
export function isInflected(word: string): boolean {
  return /(?:ed|ing)$/u.test(word) && word.length > 5;
}

/** True when both words can mean the same deed. */
export function sameDeed(left: string, right: string): boolean {
  if (stem(left) === stem(right)) return true;
  const groups = verbGroups(right);
  for (const group of verbGroups(left)) if (groups.has(group)) return true;
  return false;
}
