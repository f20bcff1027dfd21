import { isObject } from "../../json.js";
import type { SchemaObject } from "../../schema.js";
import { type Empty, empty, type Inquiry } from "./inquiry.js";
import { refuses } from "./listed.js";
import { leastOf, mostOf } from "./numbers.js";
import { saidOfMember } from "./parts.js";
import { contraryLengths } from "./texts.js";

export function objects(schemas: readonly SchemaObject[], inquiry: Inquiry): Empty | undefined {
  const required = requiredNames(schemas);
  const least = Math.max(mostOf(schemas, "minProperties"), required.size);
  return (
    contraryLengths(least, leastOf(schemas, "maxProperties"), "members") ??
    requiredMembers(schemas, required, inquiry) ??
    tooFewNames(schemas, least, inquiry)
  );
}

/** Of all schemas, and what they require in turn where those are there. */
function requiredNames(schemas: readonly SchemaObject[]): ReadonlySet<string> {
  const names = new Set(schemas.flatMap(({ required }) => required ?? []));
  for (const name of names) {
    for (const { dependentRequired } of schemas) {
      const more = isObject(dependentRequired) && Object.hasOwn(dependentRequired, name) ? dependentRequired[name] : [];
      for (const other of Array.isArray(more) ? more : []) if (typeof other === "string") names.add(other);
    }
  }
  return names;
}

function requiredMembers(
  schemas: readonly SchemaObject[],
  names: ReadonlySet<string>,
  inquiry: Inquiry,
): Empty | undefined {
  for (const name of names) {
    if (schemas.some(({ propertyNames = true }) => refuses(propertyNames, name, inquiry))) {
      return {
        ...empty("it is required, and propertyNames does not allow its name", "Correct one of the two"),
        path: [name],
      };
    }
    const found = member(schemas, name, inquiry);
    if (found !== undefined) return found;
  }
  return undefined;
}

function member(schemas: readonly SchemaObject[], name: string, inquiry: Inquiry): Empty | undefined {
  return inquiry.ask(
    name,
    schemas.flatMap((schema) => saidOfMember(schema, name)),
  );
}

/** A closed object can have no more members than have a value. */
function tooFewNames(schemas: readonly SchemaObject[], least: number, inquiry: Inquiry): Empty | undefined {
  const closed = schemas.find(
    (schema) => schema.additionalProperties === false && schema.patternProperties === undefined,
  );
  if (closed === undefined || least <= 0) return undefined;
  const possible = Object.keys(closed.properties ?? {}).filter((name) => member(schemas, name, inquiry) === undefined);
  return contraryLengths(least, possible.length, "members");
}
