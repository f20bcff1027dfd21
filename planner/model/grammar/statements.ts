// Statements of the plan subset, and the program. Every statement ends as it is written, with a semicolon or a bracket.
import type { Part } from "./grammar.js";
import { choice, many, optional, rule, sequence } from "./parts.js";
import { listOf } from "./types.js";

const ws = rule("ws");
const expr = rule("expr");
const type = rule("type");
const block = rule("block");
const test = sequence("(", ws, expr, ws, ")");
const annotation = optional(optional("?"), ":", ws, type);

export function statementRules(): readonly (readonly [string, Part])[] {
  return [
    ["program", sequence(ws, many(rule("declaration"), ws), rule("plan"), ws, many(rule("declaration"), ws))],
    [
      "plan",
      sequence(
        "export default async function plan(",
        optional(rule("binding"), annotation),
        ")",
        optional(":", ws, type),
        ws,
        block,
      ),
    ],
    ["declaration", choice(rule("function"), rule("variable"), rule("alias"), rule("interface"))],
    [
      "function",
      sequence(
        optional("async "),
        "function ",
        rule("id"),
        optional("<", listOf(rule("type-parameter")), ">"),
        rule("parameters"),
        ws,
        block,
      ),
    ],
    ["type-parameter", sequence(rule("id"), optional(" extends ", type))],
    ["alias", sequence("type ", rule("id"), ws, "=", ws, type, ";")],
    [
      "interface",
      sequence("interface ", rule("id"), " {", ws, many(optional("readonly "), rule("name"), annotation, ";", ws), "}"),
    ],
    ["variable", sequence(choice("const ", "let "), listOf(rule("variable-one")), ";")],
    ["variable-one", sequence(rule("binding"), optional(":", ws, type), ws, "=", ws, rule("value"))],
    ["binding", choice(rule("id"), rule("object-binding"), rule("array-binding"))],
    ["binding-item", sequence(rule("binding"), optional(" = ", expr))],
    [
      "object-binding",
      sequence(
        "{",
        ws,
        listOf(
          choice(
            rule("binding-item"),
            sequence(rule("name"), ":", ws, rule("binding-item")),
            sequence("...", rule("id")),
          ),
        ),
        ws,
        "}",
      ),
    ],
    [
      "array-binding",
      sequence("[", ws, many(",", ws), listOf(choice(rule("binding-item"), sequence("...", rule("id")))), ws, "]"),
    ],
    ["block", sequence("{", ws, many(rule("statement"), ws), "}")],
    [
      "statement",
      choice(
        rule("variable"),
        rule("function"),
        block,
        rule("unnamed"),
        sequence("let ", rule("id"), ":", ws, type, ";"),
        rule("alias"),
      ),
    ],
    // What may stand after `if (…)` without a block.
    ["unnamed", choice(...["if", "for", "while", "do", "try", "switch", "leave", "deed"].map(rule))],
    ["body", choice(block, rule("unnamed"))],
    ["if", sequence("if", ws, test, ws, rule("body"), optional(ws, "else ", rule("body")))],
    [
      "for",
      choice(
        sequence("for", ws, "(", choice("const ", "let "), rule("binding"), " of ", expr, ")", ws, rule("body")),
        sequence(
          "for",
          ws,
          "(let ",
          listOf(rule("variable-one")),
          ";",
          ws,
          expr,
          ";",
          ws,
          rule("change"),
          ")",
          ws,
          rule("body"),
        ),
      ),
    ],
    ["while", sequence("while", ws, test, ws, rule("body"))],
    ["do", sequence("do ", block, " while", ws, test, ";")],
    [
      "try",
      sequence(
        "try ",
        block,
        choice(sequence(ws, rule("catch"), optional(ws, "finally ", block)), sequence(ws, "finally ", block)),
      ),
    ],
    ["catch", sequence("catch ", optional("(", rule("id"), ") "), block)],
    [
      "switch",
      sequence(
        "switch",
        ws,
        test,
        " {",
        ws,
        many(choice(sequence("case ", expr, ":"), "default:"), ws, many(rule("statement"), ws)),
        "}",
      ),
    ],
    [
      "leave",
      choice(
        sequence("return", optional(" ", rule("value")), ";"),
        sequence("throw ", expr, ";"),
        "break;",
        "continue;",
      ),
    ],
    ["deed", sequence(choice(rule("awaited"), rule("change")), ";")],
    [
      "change",
      choice(
        rule("chain"),
        sequence(rule("chain"), choice("++", "--")),
        sequence(rule("chain"), " ", choice(...assignments), ws, expr),
      ),
    ],
  ];
}

const assignments = ["=", "+=", "-=", "*=", "/=", "??=", "||=", "&&="];
