/** Words of everyday use that mean nearly the same: one may stand in the goal for another in a tool. Never for a deed. */
import { stem } from "./stem.js";

const groups = [
  "movie film cinema",
  "song track music tune",
  "cartoon animation animated anime",
  "scary horror ghost frightening",
  "funny comedy comic humor humorous hilarious",
  "mystery mysterious detective",
  "thriller suspense suspenseful",
  "romance romantic love",
  "action fight fighting",
  "science-fiction scifi sci-fi sci",
  "documentary docu",
  "kid child children family toddler grandchild",
  "cheap inexpensive affordable budget low-cost",
  "expensive costly pricey upscale luxury luxurious",
  "moderate medium average intermediate mid-range",
  "weather forecast rain snow temperature climate",
  "car vehicle automobile",
  "cab taxi ride",
  "house home apartment flat accommodation",
  "hotel room lodging stay",
  "restaurant eat food dining dinner lunch cuisine",
  "doctor physician dentist",
  "therapist psychologist counselor psychiatrist",
  "salon hairdresser haircut hair barber",
  "flight plane fly",
  "train railway rail",
  "buy purchase",
  "rent lease rental",
  "picture photo image",
  "email mail",
  "phone telephone mobile",
  "job position vacancy",
  "company firm business corporation",
  "customer client",
  "worker employee staff",
  "price cost fare fee",
  "salary wage pay income",
  "street road",
  "city town",
  "language tongue",
  "trip travel journey vacation",
  "concert show performance gig event",
  "play theater theatre drama",
  "museum gallery exhibition",
  "big large huge",
  "small little tiny",
  "fast quick rapid",
  "begin start",
  "finish end",
  "average mean",
  "sum total",
  "area surface",
  "speed velocity",
  "share stock",
  "lawsuit case",
  "recipe dish cook",
  "book novel",
  "game match",
  "team club",
  "recent latest newest",
  "error failure fault",
  "document file",
  "folder directory",
  "picture painting artwork",
];

const byStem: ReadonlyMap<string, ReadonlySet<string>> = kinTable();

function kinTable(): ReadonlyMap<string, ReadonlySet<string>> {
  const table = new Map<string, Set<string>>();
  for (const group of groups) {
    const stems = group.split(" ").map(stem);
    for (const one of stems) {
      const known = table.get(one) ?? new Set<string>();
      for (const other of stems) if (other !== one) known.add(other);
      table.set(one, known);
    }
  }
  return table;
}

/** Of those the ones that mean the very same thing, also to a tool that changes it. */
const synonyms: readonly ReadonlySet<string>[] = [
  "folder directory",
  "email mail",
  "photo picture",
  "movie film",
  "cab taxi",
  "phone telephone",
].map((line) => new Set(line.split(" ").map(stem)));

/** Whether one of the words is another word for the very same thing. */
export function hasSynonym(word: string, among: ReadonlySet<string>): boolean {
  return synonyms.some((group) => group.has(word) && [...group].some((other) => among.has(other)));
}

const none: ReadonlySet<string> = new Set();

/** The stems of words that may stand for the one with this stem. */
export function kinOf(word: string): ReadonlySet<string> {
  return byStem.get(word) ?? none;
}

/** Whether one of the words that were said is kin to this one. */
export function hasKin(word: string, said: ReadonlySet<string>): boolean {
  for (const kin of kinOf(word)) if (said.has(kin)) return true;
  return false;
}
