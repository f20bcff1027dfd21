import type { Binding } from "../../../toolspecs/index.js";
import { type Change, type Mutator, namedArgumentsOf, replacing, type ToolCall, toolCallsIn } from "../syntax.js";

/**
 * Another tool of the same catalogue. Where some other tool takes the very arguments that are given, it is one of those:
 * mixing up tools that look alike is the mistake people and models make.
 */
export const wrongTool: Mutator = ({ file, catalogue, random }) =>
  toolCallsIn(file, catalogue).flatMap((call): Change[] => {
    const others = catalogue.bindings.filter((other) => other !== call.binding);
    const alike = others.filter((other) => takes(other, call));
    const other = random.one(alike.length > 0 ? alike : others);
    if (other === undefined) return [];
    const written = `${other.namespace}.${other.member}`;
    const what = `${call.binding.namespace}.${call.binding.member} -> ${written}`;
    return [{ edits: [replacing(file, call.call.expression, written)], what }];
  });

/** Whether a call would be complete, and hold nothing unknown, if it were one of the other tool. */
function takes({ spec }: Binding, call: ToolCall): boolean {
  const known = spec.input.properties ?? {};
  const given = new Set(namedArgumentsOf(call).map(({ name }) => name.getText().replace(/^["']|["']$/g, "")));
  return (
    [...given].every((name) => Object.hasOwn(known, name)) &&
    (spec.input.required ?? []).every((name) => given.has(name))
  );
}
