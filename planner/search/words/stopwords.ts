import { stem } from "./stem.js";

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/u));
}

/** Words that say nothing about which tool or value is meant. */
export const stopWords = words(`
  a an the this that these those some any each every all both either neither no not only own same such so too very just
  i me my mine we us our ours you your yours he him his she her hers it its they them their theirs who whom whose which what
  is am are was were be been being do does did doing have has had having can could will would shall should may might must
  and or but if then else than as of at by for with about against between into through during before after above below to
  from up down in out on off over under again further once here there when where why how also please kindly let lets
  want wants need needs like likes wish know given using use used via per within without along across near around
  i'm i'd i'll i've it's that's what's there's let's don't doesn't isn't
`);

/** Words that place a thing in time or number and are seldom part of a value. */
export const vagueWords = words(`
  last next past previous current currently upcoming latest recent recently new now today many several few more most
  much least first second third best top highest lowest nearest closest available specific certain following different
  firstly secondly thirdly finally lastly additionally furthermore moreover preferably respectively instead
`);

/** Words that stand before a noun phrase and are no part of it. */
export const determiners = words(
  "a an the this that these those my our your his her its their some any each every all",
);

/** Words that may stand before a value and say which role it plays. */
export const prepositions = words(`
  of at by for with about between into through during before after above below to from in out on over under using via per
  within without near around until till since towards against regarding concerning as than including named called titled
  saying
`);

/** What many requests and many descriptions say whatever they are about. */
const faint: ReadonlySet<string> = new Set(
  [
    ...words(`
      help assist assistance information info detail detailed specific specifically provide various comprehensive include
      including tool user use using need want look looking like recommend recommendation suggest suggestion advice latest
      current recent list find get give show tell make create best good great new different various available support access
      related relevant based ability able feature option way thing kind type offer service platform easy quick explore
      discover interested issue problem learn experience
    `),
  ].map(stem),
);

/** Whether a stem says little of what is asked for. */
export function isFaint(word: string): boolean {
  return faint.has(word);
}
