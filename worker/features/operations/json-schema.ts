import * as z from "zod";

/** The part of JSON Schema 2020-12 that zod writes and our pages read. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  pattern?: string;
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  example?: unknown;
  examples?: unknown[];
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  $defs?: Record<string, JsonSchema>;
}

const DEFS = "#/$defs/";
const COMPONENTS = "#/components/schemas/";

/**
 * JSON Schema of a zod schema, by zod's own `toJSONSchema`. Schemas that carry an id move to `components`
 * and are referred to; where the accepted and the answered form differ, the accepted one gets the suffix `Input`.
 */
export function toJsonSchema(
  schema: z.core.$ZodType,
  io: "input" | "output",
  components: Record<string, JsonSchema>,
): JsonSchema {
  const made = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    target: "draft-2020-12",
  }) as JsonSchema & {
    $schema?: string;
    id?: string;
  };
  const { $schema: _dialect, $defs = {}, ...rest } = made;
  const names = new Map<string, string>();
  for (const [name, definition] of Object.entries($defs)) {
    const clash = components[name] !== undefined && !equal(components[name], rename(definition, new Map()));
    names.set(name, clash && io === "input" ? `${name}Input` : name);
  }
  for (const [name, definition] of Object.entries($defs))
    components[names.get(name) ?? name] = rename(definition, names);
  const { id, ...body } = rename(rest, names) as JsonSchema & { id?: string };
  if (id === undefined) return body;
  const known = components[id];
  const name =
    known !== undefined && !equal(known, body) ? `${id}${io === "input" ? "Input" : "Answer"}` : id;
  components[name] = body;
  return { $ref: `${COMPONENTS}${name}` };
}

const equal = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function rename(schema: JsonSchema, names: ReadonlyMap<string, string>): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) => {
    if (key !== "$ref" || typeof value !== "string" || !value.startsWith(DEFS)) return value;
    const name = value.slice(DEFS.length);
    return `${COMPONENTS}${names.get(name) ?? name}`;
  }) as JsonSchema;
}

const SAMPLE_ID = "01920f3c-7b1e-7c6a-9d52-3f8e1b6a4c70";
const SAMPLES: Record<string, unknown> = {
  title: "Letters from the lighthouse",
  text: "The lamp turns, and the sea answers.",
  email: "mara@example.com",
  handle: "quiet_harbor_4821",
  displayName: "Mara",
  timeZone: "Europe/Madrid",
  code: "123456",
};
const SAMPLE_DEPTH_MAX = 6;

/** An example that fits a schema well enough to read and to try: given examples first, then made up from the shape. */
export function exampleOf(
  schema: JsonSchema,
  components: Record<string, JsonSchema>,
  name = "",
  depth = 0,
): unknown {
  if (schema.$ref !== undefined) {
    const target = components[schema.$ref.slice(COMPONENTS.length)];
    return target === undefined || depth > SAMPLE_DEPTH_MAX
      ? null
      : exampleOf(target, components, name, depth + 1);
  }
  const given = schema.example ?? schema.examples?.[0] ?? schema.const ?? schema.enum?.[0] ?? schema.default;
  if (given !== undefined) return given;
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0] ?? schema.allOf?.[0];
  if (choice !== undefined) return exampleOf(choice, components, name, depth + 1);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === "object") {
    if (depth > SAMPLE_DEPTH_MAX) return {};
    const fields = Object.entries(schema.properties ?? {});
    return Object.fromEntries(
      fields.map(([key, value]) => [key, exampleOf(value, components, key, depth + 1)]),
    );
  }
  if (type === "array")
    return schema.items === undefined ? [] : [exampleOf(schema.items, components, name, depth + 1)];
  if (type === "integer" || type === "number") return Math.max(1, schema.minimum ?? 1);
  if (type === "boolean") return true;
  if (type === "string") return sampleText(schema, name);
  return null;
}

function sampleText(schema: JsonSchema, name: string): string {
  if (schema.pattern?.includes("{8}-")) return SAMPLE_ID;
  if (schema.format === "date-time") return "2026-11-20T18:00:00Z";
  if (schema.format === "email") return "mara@example.com";
  const known = SAMPLES[name];
  return typeof known === "string" ? known : "text";
}
