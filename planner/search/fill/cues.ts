/** Small words that announce a role: "from Oslo" is a start, "to Rome" an end. The same table reads slots and goals. */
import { stem } from "../words/stem.js";

const table: readonly (readonly [slotWords: string, cues: string])[] = [
  [
    "from start source origin departure sender begin initial lower since after after_date start_date depart old",
    "from since starting departing leaving after",
  ],
  [
    "to end destination target arrival final upper until till before new recipient receiver",
    "to until till through into towards arriving before",
  ],
  ["recipient receiver email mail phone customer client patient user person attendee contact guest", "to for with of"],
  [
    "location city place country region state area address venue town station park room",
    "in at near around within of for across",
  ],
  ["date day deadline checkin month year season week", "on for in by at during of dated"],
  ["time hour", "at by"],
  ["duration days hours minutes period years weeks months nights length", "for over during next within last past"],
  [
    "author artist singer band musician writer director composer creator maker brand company manufacturer",
    "by of from for",
  ],
  ["cast star starring actor actress", "with starring featuring features feature stars star like"],
  ["sort order sorting", "by"],
  ["name title label", "named called titled name for of"],
  ["subject topic query keyword term question search theme field genre case", "about on for regarding concerning in"],
  ["message text body content comment note description", "saying says that message text reading"],
  ["event period era", "during at in"],
  ["limit max maximum size top count", "top first last limit most maximum to"],
  ["min minimum", "least over above minimum than"],
  ["price budget cost amount fee", "under below for of costing"],
  ["rate speed temperature frequency", "at of"],
  ["ingredient material tag feature tool instrument amenity option preference", "with using containing including"],
  [
    "method model algorithm mode type format language unit currency system platform style",
    "using in with as into via by through",
  ],
  [
    "project repo repository channel folder directory list calendar group team database table board",
    "in on to from into of for",
  ],
  ["file path document", "in at of file"],
  ["exclude without", "without except excluding"],
  ["value number", "of is value number"],
];

const cuesByStem: ReadonlyMap<string, ReadonlySet<string>> = cueTable();

function cueTable(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const [slotWords, cues] of table) {
    for (const word of slotWords.split(" ")) {
      const known = found.get(stem(word)) ?? new Set();
      for (const cue of cues.split(" ")) known.add(cue);
      found.set(stem(word), known);
    }
  }
  return found;
}

/** Every word that can announce a role. */
export const allCues: ReadonlySet<string> = new Set(table.flatMap(([, cues]) => cues.split(" ")));

/** The small words that announce a value for something called by one of these stems. */
export function cuesFor(stems: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const word of stems) for (const cue of cuesByStem.get(word) ?? []) found.add(cue);
  return found;
}
