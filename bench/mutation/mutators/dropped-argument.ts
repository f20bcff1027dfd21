import { argumentsOf, brief, type Change, type Mutator, toolCallsIn } from "../syntax.js";

/** One argument of a call is left out. */
export const droppedArgument: Mutator = ({ file, catalogue }) =>
  toolCallsIn(file, catalogue).flatMap((call): Change[] => {
    const given = argumentsOf(call)?.properties ?? [];
    return given.map((property, index) => {
      const next = given[index + 1];
      const previous = given[index - 1];
      const start = next === undefined && previous !== undefined ? previous.end : property.getStart(file);
      const end = next?.getStart(file) ?? property.end;
      return { edits: [{ start, end, text: "" }], what: `without ${brief(property, file)}` };
    });
  });
