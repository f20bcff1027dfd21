import type ts from "typescript";
import {
  type Argument,
  type Change,
  type Edit,
  type Mutator,
  namedArgumentsOf,
  replacing,
  type Subject,
  toolCallsIn,
} from "../syntax.js";

/** The values of two arguments of one call change places; those of one type where there are such. */
export const swappedArguments: Mutator = (subject) =>
  toolCallsIn(subject.file, subject.catalogue).flatMap((call) => {
    const pairs = pairsOf(namedArgumentsOf(call));
    const alike = pairs.filter(([one, other]) => kindOf(one, subject) === kindOf(other, subject));
    return (alike.length > 0 ? alike : pairs).map((pair) => swapped(pair, subject.file));
  });

type Pair = readonly [Argument, Argument];

function pairsOf(given: readonly Argument[]): readonly Pair[] {
  return given.flatMap((one, index) => given.slice(index + 1).map((other): Pair => [one, other]));
}

function kindOf({ value }: Argument, { checker }: Subject): string {
  return checker.typeToString(checker.getBaseTypeOfLiteralType(checker.getTypeAtLocation(value)));
}

function swapped([one, other]: Pair, file: ts.SourceFile): Change {
  const edits = [put(one, other, file), put(other, one, file)];
  return { edits, what: `${one.name.getText(file)} <-> ${other.name.getText(file)}` };
}

function put(place: Argument, from: Argument, file: ts.SourceFile): Edit {
  return replacing(file, place.node, `${place.name.getText(file)}: ${from.value.getText(file)}`);
}
