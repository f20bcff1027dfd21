import type { Schema, SchemaObject } from "../../toolspecs/index.js";

/** A definition's name for the root itself. */
const rootName = "holdshort:root";

/** A schema that stands in `root`, made to stand on its own: its references go where they went before. */
export function selfContained(schema: SchemaObject, root: Schema): SchemaObject {
  if (typeof root === "boolean" || schema === root) return schema;
  const alone = { ...schema, ...(root.$defs === undefined ? {} : { $defs: root.$defs }) };
  if (!JSON.stringify([root, schema]).includes('"$ref":"#"')) return alone;
  const { $defs = {}, ...whole } = redirected(root);
  return { ...redirected(schema), $defs: { ...$defs, [rootName]: whole } };
}

/** A copy in which `#` is the definition that holds the root. */
function redirected(schema: SchemaObject): SchemaObject {
  const copy: SchemaObject = JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === "$ref" && value === "#" ? `#/$defs/${rootName}` : value,
  );
  return copy;
}
