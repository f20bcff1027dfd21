import type { Json } from "./json.js";

/**
 * JSON Schema 2020-12 as holdshort keeps it, after every dialect was translated (see `dialect.ts`).
 * References are local only: `#` or `#/$defs/<name>` of the schema they stand in.
 */
export type Schema = boolean | SchemaObject;

export interface SchemaObject {
  readonly type?: SchemaType | readonly SchemaType[];
  readonly description?: string;
  readonly title?: string;
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly default?: Json;
  readonly examples?: readonly Json[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly properties?: { readonly [name: string]: Schema };
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema;
  readonly propertyNames?: Schema;
  readonly patternProperties?: { readonly [pattern: string]: Schema };
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly contains?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly not?: Schema;
  readonly $ref?: string;
  readonly $defs?: { readonly [name: string]: Schema };
  readonly [keyword: string]: unknown;
}

export type SchemaType = "null" | "boolean" | "integer" | "number" | "string" | "array" | "object";
