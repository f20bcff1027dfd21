// Expressions of the plan subset. They are held a little tighter than TypeScript's own, so that what can be written here is read
// by the compiler as it was meant: no object at the start of an arrow's body, one prefix at a time, no number before a dot.
import type { Part } from "./grammar.js";
import { choice, many, optional, rule, sequence } from "./parts.js";
import { listOf } from "./types.js";

const ws = rule("ws");
const sp = rule("sp");
const expr = rule("expr");

const operators = [
  "+",
  "-",
  "*",
  "/",
  "%",
  "===",
  "!==",
  "==",
  "!=",
  "<=",
  ">=",
  "<",
  "&&",
  "||",
  "??",
  "instanceof",
  "in",
];

export function expressionRules(): readonly (readonly [string, Part])[] {
  return [
    ["expr", choice(rule("arrow"), rule("object"), rule("conditional"))],
    // Where a whole value stands, and nothing after it could be read on with its type.
    [
      "value",
      choice(
        expr,
        sequence(choice(rule("object"), rule("array")), " satisfies ", rule("type")),
        sequence(choice(rule("object"), rule("array"), rule("string")), " as const"),
      ),
    ],
    ["arrow", sequence(optional("async "), choice(rule("id"), rule("parameters")), ws, "=>", ws, rule("arrow-body"))],
    ["arrow-body", choice(rule("block"), rule("arrow"), rule("conditional"))],
    ["parameters", sequence("(", ws, optional(listOf(rule("parameter")), ws), ")", optional(":", ws, rule("type")))],
    [
      "parameter",
      sequence(rule("binding"), optional(optional("?"), ":", ws, rule("type")), optional(ws, "=", ws, expr)),
    ],
    ["conditional", sequence(rule("binary"), optional(sp, "?", sp, expr, sp, ":", sp, expr))],
    // What decides between two arguments begins with no literal: in place of a choice that there is not, it would lead into an endless condition.
    [
      "test",
      sequence(
        choice(
          sequence(optional(choice("!", "!!", "typeof ")), choice(rule("chain"), sequence("(", ws, expr, ws, ")"))),
          rule("awaited"),
        ),
        many(rule("operation")),
      ),
    ],
    ["binary", sequence(rule("unary"), many(rule("operation")))],
    [
      "operation",
      choice(
        sequence(sp, choice(...operators), sp, choice(rule("unary"), rule("object"))),
        // What follows could be read as the end of type arguments: a bracket or a template must not.
        sequence(sp, ">", sp, choice(rule("number"), rule("chain"), sequence("-", rule("number")))),
      ),
    ],
    [
      "unary",
      choice(
        sequence(optional(choice("!", "!!", "-", "typeof ")), rule("operand")),
        rule("awaited"),
        sequence("!", rule("awaited")),
      ),
    ],
    ["operand", choice(rule("number"), sequence(rule("primary"), many(rule("suffix"))))],
    ["awaited", sequence("await ", rule("chain"))],
    ["chain", sequence(choice(rule("call"), rule("id")), many(rule("suffix")))],
    [
      "primary",
      choice(
        ...["call", "id", "string", "template", "regex", "array", "construct"].map(rule),
        sequence("(", ws, expr, ws, ")"),
        "null",
        "true",
        "false",
      ),
    ],
    [
      "suffix",
      choice(
        sequence(choice(".", "?.", sequence(sp, "."), sequence(sp, "?.")), rule("name")),
        sequence(optional("?."), "[", ws, expr, ws, "]"),
        sequence(optional("<", listOf(rule("type")), ">"), rule("arguments")),
      ),
    ],
    ["arguments", sequence("(", ws, optional(listOf(rule("item")), ws), ")")],
    ["item", choice(expr, sequence("...", expr))],
    ["array", sequence("[", ws, optional(listOf(rule("item")), ws), "]")],
    ["object", sequence("{", ws, optional(listOf(rule("property")), ws), "}")],
    [
      "property",
      choice(
        sequence(choice(rule("name"), rule("string"), rule("number"), sequence("[", expr, "]")), ":", ws, expr),
        rule("id"),
        sequence("...", expr),
      ),
    ],
    [
      "construct",
      sequence(
        "new ",
        choice(...constructors),
        optional("<", rule("type"), many(",", ws, rule("type")), ">"),
        sequence(optional("<", listOf(rule("type")), ">"), rule("arguments")),
      ),
    ],
  ];
}

const constructors = ["Map", "Set", "Date", "RegExp", "Error", "TypeError", "RangeError"];
