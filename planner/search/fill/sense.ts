/** What kind of thing a slot is about, from its format, its name and its description: more than its type tells. */
import type { Shape } from "../schema/shape.js";

export type Sense =
  | "email"
  | "url"
  | "path"
  | "date"
  | "time"
  | "id"
  | "place"
  | "person"
  | "text"
  | "year"
  | "money"
  | "share";

const byFormat: Readonly<Record<string, Sense>> = {
  email: "email",
  "idn-email": "email",
  uri: "url",
  url: "url",
  "uri-reference": "url",
  date: "date",
  "date-time": "date",
  time: "time",
  uuid: "id",
};

/** Words of the name (w) or, with less weight, of the description that show a sense. Stems, as everywhere. */
const byWord: readonly (readonly [Sense, RegExp])[] = [
  ["email", /^(?:e?mail|recipient)s?$/u],
  ["url", /^(?:url|uri|link|websit|webpag|endpoint)$/u],
  ["path", /^(?:path|file|filenam|filepath|folder|directory|dir)$/u],
  ["date", /^(?:dat|day|deadlin|birthday|when|checkin|checkout|dob)e?$/u],
  ["time", /^(?:tim|hour|clock)e?$/u],
  ["year", /^(?:year|season|century)$/u],
  [
    "id",
    /^(?:id|identif|identifi|identifier|key|cod|code|sku|uuid|isbn|zip|zipcod|phon|phone|serial|ref|token|account|iban)$/u,
  ],
  [
    "place",
    /^(?:locat|location|city|country|plac|place|address|destinat|origin|state|region|town|venu|area|stat|station|airport)$/u,
  ],
  [
    "person",
    /^(?:person|user|author|artist|player|custom|employe|patient|student|direct|actor|usernam|contact|attende|owner|assigne|nam|actress|cast|star|singer|band|musician|compos|writer|painter|sculpt|sculptor|scientist|receiver|performer|celebrity)e?$/u,
  ],
  [
    "text",
    /^(?:query|queri|text|message|messag|body|content|subject|titl|description|descript|comment|note|keyword|topic|summary|term|question|prompt)$/u,
  ],
  [
    "money",
    /^(?:pric|cost|amount|budget|salary|income|principal|payment|pay|fee|revenu|invest|investment|balanc|payout)e?$/u,
  ],
  ["share", /^(?:rat|percent|percentag|ratio|probabil|probability|interest|fraction|share|discount|tip|confid)e?$/u],
];

/** What tells the sense of a slot. */
export interface Described {
  readonly name: readonly string[];
  readonly description: readonly string[];
  readonly text: string;
  readonly shape: Shape;
}

export function sensesOf(slot: Described): ReadonlySet<Sense> {
  const format = slot.shape.schema.format;
  const declared = format === undefined ? undefined : byFormat[format];
  if (declared !== undefined) return new Set([declared]);
  const named = byWord.filter(([, pattern]) => slot.name.some((word) => pattern.test(word)));
  const senses = new Set(named.map(([sense]) => sense));
  if (senses.size === 0) {
    for (const [sense, pattern] of byWord) if (slot.description.some((word) => pattern.test(word))) senses.add(sense);
    // A description mentions people, prices and files for many reasons; only these senses are safe to read from it.
    for (const sense of senses)
      if (!["email", "url", "date", "place", "year", "id"].includes(sense)) senses.delete(sense);
  }
  if (/\be-?mail address/u.test(slot.text) && slot.shape.type === "string") senses.add("email");
  return senses;
}
