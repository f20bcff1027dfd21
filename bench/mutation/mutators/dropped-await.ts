import ts = require("typescript");

import { brief, type Change, collect, type Mutator } from "../syntax.js";

/** A promise where its value was meant, or a call nobody waits for. */
export const droppedAwait: Mutator = ({ file }) =>
  collect(file, (node): Change | undefined => {
    if (!ts.isAwaitExpression(node)) return undefined;
    const edit = { start: node.getStart(file), end: node.expression.getStart(file), text: "" };
    return { edits: [edit], what: brief(node, file) };
  });
