import { failure, isObject, type Json, type Outcome, success } from "../../../toolspecs/index.js";
import { element, type Path } from "./position.js";

/**
 * What somebody saw or knows of an API: values of a parameter come from there (the consumers and producers of APIphany's
 * annotation files). It stands for the traffic from which semantic types are mined otherwise.
 */
export interface Witness {
  /** Name of the parameter. */
  readonly consumer: string;
  /** Path of the operation; undefined: of every operation that has the parameter. */
  readonly endpoint: string | undefined;
  readonly producers: readonly Producer[];
}

export interface Producer {
  readonly endpoint: string;
  /** In lower case. */
  readonly method: string;
  readonly path: Path;
}

/** Reads an annotation file: `[{ consumer, endpoint, producer: [{ endpoint, method, path }] }]`. Constants in it are passed over. */
export function parseWitnesses(document: Json): Outcome<readonly Witness[], string> {
  if (!Array.isArray(document)) return failure("Witnesses are an array of { consumer, endpoint, producer }.");
  const witnesses: Witness[] = [];
  for (const [index, entry] of document.entries()) {
    if (!isObject(entry) || typeof entry.consumer !== "string" || !Array.isArray(entry.producer)) {
      return failure(`Witness ${index} is no { consumer, endpoint, producer }.`);
    }
    const { consumer, endpoint, producer } = entry;
    witnesses.push({
      consumer,
      endpoint: typeof endpoint === "string" ? endpoint : undefined,
      producers: producer.flatMap(producerOf),
    });
  }
  return success(witnesses);
}

function producerOf(entry: Json): readonly Producer[] {
  if (!isObject(entry)) return [];
  const { endpoint, method, path } = entry;
  if (typeof endpoint !== "string" || typeof method !== "string" || typeof path !== "string") return [];
  return [
    { endpoint, method: method.toLowerCase(), path: path.split("/").map((step) => (step === "[?]" ? element : step)) },
  ];
}
