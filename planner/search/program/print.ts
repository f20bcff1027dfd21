/** A program as the TypeScript module that `verify` judges. */
import type { Json } from "../../../toolspecs/index.js";
import { answerText, filtered, inOrder } from "./lists.js";
import type {
  BestStep,
  CallStep,
  Check,
  EachStep,
  GuardStep,
  PickStep,
  Program,
  Reference,
  Step,
  Value,
} from "./program.js";

export function printProgram(program: Program): string {
  const body = block(program, undefined, "  ");
  const input = program.input === undefined ? "" : `input: { ${key(program.input.key)}: string[] }`;
  return `export default async function plan(${input}) {\n${body}${ending(program)}}\n`;
}

function block(program: Program, inside: string | undefined, indent: string): string {
  return program.steps
    .filter((step) => step.inside === inside)
    .map((step) => statement(program, step, indent))
    .join("");
}

function statement(program: Program, step: Step, indent: string): string {
  switch (step.kind) {
    case "call":
      return call(program, step, indent);
    case "pick":
      return pick(step, indent);
    case "guard":
      return guard(step, indent);
    case "each":
      return loop(program, step, indent);
    case "best":
      return best(step, indent);
  }
}

function call(program: Program, step: CallStep, indent: string): string {
  const { namespace, member } = step.binding;
  const text = `await ${namespace}.${member}(${value(step.args, indent)})`;
  const answers = program.results.includes(step.name);
  if (step.inside !== undefined && answers) return `${indent}${collector(step)}.push(${text});\n`;
  return answers || isUsed(program, step.name) ? `${indent}const ${step.name} = ${text};\n` : `${indent}${text};\n`;
}

function isUsed(program: Program, name: string): boolean {
  if (program.answer?.list.name === name) return true;
  return program.steps.some((step) => {
    if (step.kind === "call") return JSON.stringify(step.args).includes(`"name":${JSON.stringify(name)}`);
    return (step.kind === "guard" ? step.value : step.list).name === name;
  });
}

/** Where the results of a call in a loop are gathered. */
function collector(step: CallStep): string {
  return `${step.name}List`;
}

function pick(step: PickStep, indent: string): string {
  const list = reference(step.list);
  const found =
    step.where === undefined
      ? `${list}[0]`
      : `${list}.find((item) => item${step.where.keys.map(property).join("")} === ${json(step.where.equals)})`;
  const tests = [
    `${step.name} === undefined`,
    ...(step.nullable ? [`${step.name} === null`] : []),
    ...(step.only ? [`${list}.length > 1`] : []),
  ];
  return `${indent}const ${step.name} = ${found};\n${leave(step, tests.join(" || "), indent)}`;
}

function guard(step: GuardStep, indent: string): string {
  const tests = [
    ...step.absent.map((nothing) => `${step.name} === ${nothing}`),
    ...step.checks.map((check) => broken(step.name, check)),
  ];
  return `${indent}const ${step.name} = ${reference(step.value)};\n${leave(step, tests.join(" || "), indent)}`;
}

function best(step: BestStep, indent: string): string {
  const chosen = inOrder(filtered(reference(step.list), step.name, step.where), step.ranking);
  const test = `${step.name} === undefined`;
  const { rank = 1 } = step;
  const defined = rank === 1 ? `const [${step.name}] = ${chosen}` : `const ${step.name} = ${chosen}[${rank - 1}]`;
  return `${indent}${defined};\n${leave(step, test, indent)}`;
}

function broken(name: string, { rule, bound }: Check): string {
  switch (rule) {
    case "minLength":
      return `${name}.length < ${bound}`;
    case "maxLength":
      return `${name}.length > ${bound}`;
    case "minimum":
      return `${name} < ${bound}`;
    case "maximum":
      return `${name} > ${bound}`;
  }
}

/** A plan that cannot go on says why; a loop goes on with the next element. */
function leave(step: PickStep | GuardStep | BestStep, test: string, indent: string): string {
  const exit = step.inside === undefined ? `return { done: false, reason: ${json(step.otherwise)} };` : "continue;";
  const line = `${indent}if (${test}) ${exit}\n`;
  return line.length <= lineLimit ? line : `${indent}if (${test}) {\n${indent}  ${exit}\n${indent}}\n`;
}

function loop(program: Program, step: EachStep, indent: string): string {
  const gathered = step.inside === undefined ? program.steps.filter((inner) => isGatheredIn(program, inner, step)) : [];
  const lists = gathered.map((inner) =>
    inner.kind === "call" ? `${indent}const ${collector(inner)}: unknown[] = [];\n` : "",
  );
  const body = block(program, step.name, `${indent}  `);
  return `${lists.join("")}${indent}for (const ${step.name} of ${elements(step)}) {\n${body}${indent}}\n`;
}

function elements({ list, name, where = [], first }: EachStep): string {
  const chosen = filtered(reference(list), name, where);
  return first === undefined ? chosen : `${inOrder(chosen, first.ranking)}.slice(0, ${first.count})`;
}

/** Whether results are gathered in a loop, or in a loop in it. */
function isGatheredIn(program: Program, inner: Step, { name }: EachStep): boolean {
  if (inner.kind !== "call" || !program.results.includes(inner.name)) return false;
  let around = inner.inside;
  while (around !== undefined && around !== name) around = program.steps.find((step) => step.name === around)?.inside;
  return around === name;
}

function ending(program: Program): string {
  const { answer } = program;
  if (answer !== undefined) {
    const lines = answerText(answer, reference(answer.list));
    return lines.map((line) => `  ${line}\n`).join("");
  }
  const names = program.steps.flatMap((step) => {
    if (step.kind !== "call" || !program.results.includes(step.name)) return [];
    return [step.inside === undefined ? step.name : collector(step)];
  });
  return `  return ${names.length === 1 ? names[0] : `{ ${names.join(", ")} }`};\n`;
}

const lineLimit = 120;

function value(one: Value, indent: string): string {
  switch (one.kind) {
    case "literal":
      return json(one.value);
    case "reference":
      return reference(one);
    case "record":
      return record(
        one.entries.map((entry) => `${key(entry.key)}: ${value(entry.value, `${indent}  `)}`),
        indent,
      );
  }
}

function record(fields: readonly string[], indent: string): string {
  if (fields.length === 0) return "{}";
  const line = `{ ${fields.join(", ")} }`;
  if (line.length <= lineLimit - indent.length - 40 && !line.includes("\n")) return line;
  return `{\n${fields.map((field) => `${indent}  ${field},\n`).join("")}${indent}}`;
}

function reference({ name, path }: Reference): string {
  return name + path.map(({ key: name, optional }) => (optional ? optionalProperty(name) : property(name))).join("");
}

const identifier = /^[A-Za-z_$][\w$]*$/u;

function property(name: string): string {
  return identifier.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

function optionalProperty(name: string): string {
  return identifier.test(name) ? `?.${name}` : `?.[${JSON.stringify(name)}]`;
}

/** A plain `__proto__` key would set the prototype instead of a property. */
function key(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return identifier.test(name) ? name : JSON.stringify(name);
}

/** JSON is TypeScript, but for the sign of zero and `__proto__`. */
function json(one: Json): string {
  if (Array.isArray(one)) return `[${one.map(json).join(", ")}]`;
  if (typeof one === "object" && one !== null) {
    const fields = Object.entries(one).map(([name, field]) => `${key(name)}: ${json(field)}`);
    return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
  }
  return Object.is(one, -0) ? "-0" : JSON.stringify(one);
}
