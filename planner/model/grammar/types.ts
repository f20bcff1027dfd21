// Types, as far as helpers and the input of a plan need them.
import type { Part } from "./grammar.js";
import { choice, many, optional, rule, sequence } from "./parts.js";

const ws = rule("ws");
const type = rule("type");

export function listOf(item: Part, separator = ","): Part {
  return sequence(item, many(ws, separator, ws, item), optional(ws, separator));
}

/** `namespaces`: those of the tools, whose types can be named. */
export function typeRules(namespaces: readonly string[]): readonly (readonly [string, Part])[] {
  const member = sequence(optional("readonly "), choice(rule("name"), rule("string")), optional("?"), ":", ws, type);
  const path = sequence(choice(rule("id"), ...namespaces), many(".", rule("name")));
  return [
    ["type", sequence(optional("| "), rule("type-one"), many(ws, choice("|", "&"), ws, rule("type-one")))],
    [
      "type-one",
      sequence(
        optional(choice("readonly ", "keyof ")),
        rule("type-bare"),
        many(choice("[]", sequence("[", type, "]"))),
      ),
    ],
    [
      "type-bare",
      choice(
        sequence("{", ws, optional(listOf(choice(member, rule("type-index")), ";"), ws), "}"),
        sequence("{", ws, listOf(choice(member, rule("type-index"))), ws, "}"),
        sequence("[", ws, optional(listOf(type), ws), "]"),
        sequence("(", ws, type, ws, ")"),
        sequence(
          "(",
          ws,
          optional(listOf(sequence(rule("id"), optional("?"), ":", ws, type)), ws),
          ")",
          ws,
          "=>",
          ws,
          type,
        ),
        sequence("typeof ", path),
        sequence(path, optional("<", ws, listOf(type), ws, ">")),
        rule("string"),
        rule("number"),
        "null",
        "true",
        "false",
        "void",
      ),
    ],
    ["type-index", sequence(optional("readonly "), "[", rule("id"), ":", ws, type, "]:", ws, type)],
  ];
}
