// What a small model does not work out for itself from a message of the compiler: what to write instead. Read off the message alone,
// and silent where that tells too little.
import type { Catalogue } from "../../../toolspecs/index.js";
import type { Issue } from "../../../verifier/index.js";
import { whereToRead } from "./readable.js";

export function hintFor({ message, line }: Issue, tools: Catalogue): string | undefined {
  return (
    shadowed(message, tools) ??
    noSuchName(message, tools) ??
    noSuchTool(message, tools) ??
    noSuchParameter(message, tools) ??
    noSuchMember(message) ??
    wholeForMember(message, line) ??
    bareArgument(message, line) ??
    madeUp(message, tools)
  );
}

/** A value that nobody gave, or of a form that it cannot have: tools may return the one that there is. */
function madeUp(message: string, tools: Catalogue): string | undefined {
  const [, name] =
    /\btake `(\w+)` from the goal or from what a tool returned|\bargs\.(\w+) must match pattern/
      .exec(message)
      ?.filter((part) => part !== undefined) ?? [];
  const where = name === undefined ? undefined : whereToRead(name, tools);
  return where === undefined ? undefined : `Do not write \`${name}\` yourself: ${where}. Call that first.`;
}

/** `list_backups({ system, sort: "newest" })`: whoever takes that may be the tool that was meant. */
function noSuchParameter(message: string, { bindings }: Catalogue): string | undefined {
  const [, name, type] =
    /^Object literal may only specify known properties, \w+ '"?(\w+)"?' does not exist in type '(\{.*\})'/.exec(
      message,
    ) ?? [];
  if (name === undefined || type === undefined) return undefined;
  const known = membersOf(type).map((member) => member.name);
  const takers = bindings.filter(({ spec }) => Object.hasOwn(spec.input.properties ?? {}, name));
  const others = takers.slice(0, mostTakers).map(({ namespace, member }) => `${namespace}.${member}`);
  const instead = others.length === 0 ? "" : ` Other tools take it: ${others.join(", ")}.`;
  return `Leave out \`${name}\`: the call takes ${known.length === 0 ? "nothing" : `only ${known.join(", ")}`}.${instead}`;
}

const mostTakers = 3;

/** `const backups = await backups.list_backups(…)`: the variable hides the tools. */
function shadowed(message: string, { bindings }: Catalogue): string | undefined {
  const [, hidden] =
    /^(?:Block-scoped variable )?'(\w+)' (?:implicitly has type 'any' because|used before)/.exec(message) ?? [];
  if (hidden === undefined || !bindings.some(({ namespace }) => namespace === hidden)) return undefined;
  return `${hidden} is the name of the tools. Give the variable another name: \`const result = await ${hidden}. …\`.`;
}

/** `await find_notes(…)`, `await notebook.search(…)`: a tool without its first part, or one that somebody else has. */
function noSuchName(message: string, { bindings }: Catalogue): string | undefined {
  const [, name] = /^Cannot find name '(\w+)'/.exec(message) ?? [];
  if (name === undefined) return undefined;
  const meant = bindings.find(({ member }) => member === name);
  if (meant !== undefined) return `Write it \`${meant.namespace}.${name}\`.`;
  const known = bindings.slice(0, mostTools).map(({ namespace, member }) => `${namespace}.${member}`);
  return `There is no \`${name}\`. The tools are: ${known.join(", ")}.`;
}

const mostTools = 8;

function noSuchTool(message: string, { bindings }: Catalogue): string | undefined {
  const [, namespace] = /does not exist on type 'typeof (\w+)'/.exec(message) ?? [];
  const members = bindings.filter((binding) => binding.namespace === namespace).map(({ member }) => member);
  return members.length === 0 ? undefined : `There is no such tool. ${namespace} has: ${members.join(", ")}.`;
}

/** `records.length` where the list is `records.records`: objects around a list are what is met most. */
function noSuchMember(message: string): string | undefined {
  const [, member, type] = /^Property '(\w+)' does not exist on type '(\{.*\})'/.exec(message) ?? [];
  if (member === undefined || type === undefined) return undefined;
  const members = membersOf(type);
  if (members.length === 0) return undefined;
  const [list, ...more] = members.filter(({ isList }) => isList);
  const names = members.map(({ name }) => name).join(", ");
  return list !== undefined && more.length === 0 && ofLists.has(member)
    ? `It is an object that holds the list in \`${list.name}\`: write \`.${list.name}.${member}\`.`
    : `It is an object with the members: ${names}.`;
}

const ofLists = new Set(
  "length map filter find forEach some every reduce slice at join includes sort toSorted flatMap".split(" "),
);

/** `{ result: number }` where a number is wanted: the one member of that type is what was meant. The line tells advice for one place from that for another. */
function wholeForMember(message: string, line: number): string | undefined {
  const [, type, wanted] =
    /^(?:Argument of type|Type) '(\{.*?\})' is (?:not assignable to (?:parameter of )?type|missing the following properties from type) '([^']+)'/.exec(
      message,
    ) ?? [];
  if (type === undefined || wanted === undefined || wanted.startsWith("{")) return undefined;
  const [meant, ...more] = membersOf(type).filter(
    (member) => member.type === wanted || (member.isList && wanted.endsWith("[]")),
  );
  if (meant === undefined || more.length > 0) return undefined;
  return `In line ${line} it is an object that holds the ${meant.isList ? "list" : meant.type} in \`${meant.name}\`: write \`.${meant.name}\` behind it.`;
}

/** `send_reminder(invoice.invoice_id)`: every tool takes one object. */
function bareArgument(message: string, line: number): string | undefined {
  const [, type] =
    /^Argument of type '(?!\{)[^']*' is not assignable to parameter of type '(\{.*?\})'/.exec(message) ?? [];
  const needed = type === undefined ? [] : membersOf(type).filter(({ optional }) => !optional);
  if (needed.length === 0) return undefined;
  return `In line ${line} the call takes one object: \`{ ${needed.map(({ name }) => `${name}: …`).join(", ")} }\`.`;
}

interface Member {
  readonly name: string;
  readonly type: string;
  readonly isList: boolean;
  readonly optional: boolean;
}

/** The members of an object type as the compiler prints it, on the outermost level. */
function membersOf(type: string): readonly Member[] {
  const flat = flattened(type.slice(1, -1));
  return flat.split(";").flatMap((part) => {
    const [, name, mark, of] = /^\s*(?:readonly )?(\w+)(\??):\s*(.*)$/.exec(part) ?? [];
    if (name === undefined || of === undefined) return [];
    return [{ name, type: of.trim(), isList: of.trim().endsWith("[]"), optional: mark === "?" }];
  });
}

/** Without what stands in brackets, but with the brackets of lists. */
function flattened(text: string): string {
  let depth = 0;
  let flat = "";
  for (const character of text) {
    if ("{(<".includes(character)) depth++;
    if (depth === 0) flat += character;
    if ("})>".includes(character)) depth = Math.max(0, depth - 1);
  }
  return flat;
}
