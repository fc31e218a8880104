import { problemSchema } from "../../kernel/http.ts";
import { bodyBytesMax, keyNeed, type Route, type RouteSpec } from "../../kernel/route.ts";
import { exampleOf, type JsonSchema, toJsonSchema } from "./json-schema.ts";

type Schemas = Record<string, JsonSchema>;
type Media = Record<string, { schema?: JsonSchema; example?: unknown }>;

export interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required?: boolean;
  description?: string;
  schema: JsonSchema;
}

export interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  security: Record<string, string[]>[];
  parameters?: (Parameter | { $ref: string })[];
  requestBody?: { required: true; description: string; content: Media };
  responses: Record<string, { description: string; content?: Media } | { $ref: string }>;
}

export interface OpenApiDocument {
  openapi: "3.1.1";
  info: {
    title: string;
    version: string;
    description: string;
    license: { name: string; identifier: string };
  };
  servers: { url: string; description: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Schemas;
    parameters: Record<string, Parameter>;
    responses: Record<string, { description: string; content: Media }>;
    securitySchemes: Record<string, Record<string, string>>;
  };
}

/** Version of the API: the first part is the one in the path. */
export const API_VERSION = "1.0.0";
const PROBLEM_TYPE = "application/problem+json";

const PROBLEMS: Record<string, string> = {
  BadRequest: "The request could not be read, or its Idempotency-Key is missing",
  Unauthenticated: "Sign in first",
  Forbidden: "Your role, or the origin of the request, does not allow that",
  NotFound: "Nothing is here, or it is not yours to see",
  Conflict: "The state has moved on, or the same key is still being answered",
  TooLarge: "The body is too large",
  MediaType: "Send JSON",
  Invalid: "Some fields need another look, or the key was used with another body",
  TooMany: "Too many at once; see Retry-After",
  Problem: "Any other failure, with a stable `code`",
};

/** The OpenAPI 3.1 document of declared routes. The same zod schemas parse the requests, so the two cannot disagree. */
export function openApiDocument(routes: readonly Route[]): OpenApiDocument {
  const schemas: Schemas = {};
  const problem = toJsonSchema(problemSchema, "output", schemas);
  const paths: OpenApiDocument["paths"] = {};
  for (const { spec } of routes) {
    const path = templateOf(spec.path);
    paths[path] = { ...paths[path], [spec.method]: operationOf(spec, schemas) };
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "OneRing",
      version: API_VERSION,
      description:
        "Write together, one ring at a time. Every change takes an `Idempotency-Key`: sending the same request twice has one effect and gives the first answer. Failures are problem documents (RFC 9457) with a stable `code`.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/", description: "This server" }],
    tags: [...new Set(routes.map(({ spec }) => spec.tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas,
      parameters: {
        IdempotencyKey: keyParameter(true),
        OptionalIdempotencyKey: keyParameter(false),
      },
      responses: Object.fromEntries(
        Object.entries(PROBLEMS).map(([name, description]) => [
          name,
          { description, content: { [PROBLEM_TYPE]: { schema: problem } } },
        ]),
      ),
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: "Access token of an API client" },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "__Host-onering_session",
          description: "The app's cookie",
        },
      },
    },
  };
}

function keyParameter(required: boolean): Parameter {
  return {
    name: "Idempotency-Key",
    in: "header",
    required,
    description: "A new UUID per intent; the same one when you retry.",
    schema: {
      type: "string",
      pattern: "^[\\x21-\\x7e]{8,128}$",
      example: "7f1c9e5e-5d0c-4a53-9a1b-2f8f0f7f3f10",
    },
  };
}

/** `/v1/drafts/:id` → `/v1/drafts/{id}`; a pattern after the name is dropped. */
export function templateOf(path: string): string {
  return path.replace(/:(\w+)(\{[^}]*\})?/g, "{$1}");
}

function operationOf(spec: RouteSpec, schemas: Schemas): Operation {
  const parameters = parametersOf(spec, schemas);
  return {
    operationId: spec.id,
    tags: [spec.tag],
    summary: spec.summary.replace(/\.$/, ""),
    security:
      spec.access === "public" ? [{}, { bearer: [] }, { session: [] }] : [{ bearer: [] }, { session: [] }],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(spec.body === undefined
      ? {}
      : {
          requestBody: {
            required: true as const,
            description: `At most ${bodyBytesMax(spec)} bytes of UTF-8 JSON`,
            content: {
              "application/json": mediaOf(named(spec, "Body", spec.body, "input", schemas), schemas),
            },
          },
        }),
    responses: responsesOf(spec, schemas),
  };
}

function parametersOf(spec: RouteSpec, schemas: Schemas): NonNullable<Operation["parameters"]> {
  const shape = (schema: RouteSpec["params"]) =>
    schema === undefined ? { properties: {}, required: [] } : toJsonSchema(schema, "input", schemas);
  const params = shape(spec.params).properties ?? {};
  const inPath = [...spec.path.matchAll(/:(\w+)/g)].map(([, name = ""]) => ({
    name,
    in: "path" as const,
    required: true,
    schema: params[name] ?? { type: "string" },
  }));
  const query = shape(spec.query);
  const inQuery = Object.entries(query.properties ?? {}).map(([name, schema]) => ({
    name,
    in: "query" as const,
    required: query.required?.includes(name) ?? false,
    ...(schema.description === undefined ? {} : { description: schema.description }),
    schema,
  }));
  const need = keyNeed(spec);
  const key = need === "required" ? "IdempotencyKey" : "OptionalIdempotencyKey";
  return [...inPath, ...inQuery, ...(need === "none" ? [] : [{ $ref: `#/components/parameters/${key}` }])];
}

function responsesOf(spec: RouteSpec, schemas: Schemas): Operation["responses"] {
  const { status, description, schema, media } = spec.answer;
  const types = media === undefined ? [] : [media].flat();
  const content: Media | null =
    schema !== undefined
      ? {
          [types[0] ?? "application/json"]: mediaOf(
            named(spec, "Answer", schema, "output", schemas),
            schemas,
          ),
        }
      : types.length === 0
        ? null
        : Object.fromEntries(types.map((type) => [type, {}]));
  const problem = (name: string) => ({ $ref: `#/components/responses/${name}` });
  const mutates = spec.method !== "get";
  return {
    [status]: { description, ...(content === null ? {} : { content }) },
    ...(keyNeed(spec) === "required" || spec.body ? { 400: problem("BadRequest") } : {}),
    ...(spec.access === "public" ? {} : { 401: problem("Unauthenticated") }),
    ...(mutates || spec.access === "admin" ? { 403: problem("Forbidden") } : {}),
    ...(spec.path.includes(":") ? { 404: problem("NotFound") } : {}),
    ...(mutates ? { 409: problem("Conflict") } : {}),
    ...(spec.body ? { 413: problem("TooLarge"), 415: problem("MediaType") } : {}),
    ...(spec.body || spec.query || spec.params ? { 422: problem("Invalid") } : {}),
    429: problem("TooMany"),
    default: problem("Problem"),
  };
}

/** Puts a body or answer among the components under the operation's name, unless it has a name of its own. */
function named(
  spec: RouteSpec,
  suffix: "Body" | "Answer",
  schema: NonNullable<RouteSpec["body"]>,
  io: "input" | "output",
  schemas: Schemas,
): JsonSchema {
  const made = toJsonSchema(schema, io, schemas);
  if (made.$ref !== undefined) return made;
  const name = `${spec.id[0]?.toUpperCase()}${spec.id.slice(1)}${suffix}`;
  schemas[name] = made;
  return { $ref: `#/components/schemas/${name}` };
}

function mediaOf(schema: JsonSchema, schemas: Schemas): Media[string] {
  return { schema, example: exampleOf(schema, schemas) };
}
