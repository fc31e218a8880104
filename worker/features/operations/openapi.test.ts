import { describe, expect, test } from "vitest";
import { apiRoutes } from "../../api.ts";
import { exampleOf, type JsonSchema } from "./json-schema.ts";
import { type Operation, openApiDocument, type Parameter } from "./openapi.ts";
import { operationRoutes } from "./routes.ts";

const document = openApiDocument([...apiRoutes, ...operationRoutes(apiRoutes)]);
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

function resolve(ref: string): unknown {
  return ref
    .replace(/^#\//, "")
    .split("/")
    .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], document);
}

const parametersOf = (operation: Operation): Parameter[] =>
  (operation.parameters ?? []).map((p) => ("$ref" in p ? (resolve(p.$ref) as Parameter) : p));

/** POSTs that change nothing, so that sending them twice is no harm. */
const PURE_POSTS = new Set(["verifyProof"]);

describe("the document is sound", () => {
  test("operation ids are unique and fit for code", () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][A-Za-z0-9]*$/);
  });

  test("every reference leads somewhere", () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref = ""]) => ref);
    expect(refs.length).toBeGreaterThan(0);
    for (const ref of refs) expect(resolve(ref), ref).toBeDefined();
  });

  test("every path parameter is declared, once, and none besides", () => {
    for (const { path, operation } of operations) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
      const declared = parametersOf(operation)
        .filter((p) => p.in === "path")
        .map((p) => p.name)
        .sort();
      expect(declared, operation.operationId).toEqual(named);
    }
  });

  test("every operation has a summary, a known tag, security, a good answer and the problem answer", () => {
    const tags = document.tags.map(({ name }) => name);
    for (const { operation } of operations) {
      expect(operation.summary.length, operation.operationId).toBeGreaterThan(5);
      expect(tags).toContain(operation.tags[0]);
      expect(operation.security.length).toBeGreaterThan(0);
      expect(
        Object.keys(operation.responses).some((status) => status.startsWith("2") || status === "101"),
      ).toBe(true);
      expect(operation.responses.default).toEqual({ $ref: "#/components/responses/Problem" });
    }
  });

  test("every POST below /v1 asks for an Idempotency-Key, and every body has an example", () => {
    for (const { path, method, operation } of operations.filter(({ path }) => path.startsWith("/v1/"))) {
      const key = parametersOf(operation).find((p) => p.name === "Idempotency-Key");
      if (method === "post" && !PURE_POSTS.has(operation.operationId))
        expect(key?.required, `${operation.operationId} ${path}`).toBe(true);
      for (const media of Object.values(operation.requestBody?.content ?? {}))
        expect(media.example).toBeDefined();
    }
  });

  test("holds plain JSON Schema 2020-12 only", () => {
    const text = JSON.stringify(document);
    expect(text).not.toContain("$defs");
    expect(text).not.toContain('"$schema"');
    expect(text).not.toContain('"nullable"');
  });
});

describe("examples", () => {
  const shared: Record<string, JsonSchema> = { Name: { type: "string", maxLength: 10 } };
  test.each([
    [
      { type: "object", properties: { title: { $ref: "#/components/schemas/Name" } } },
      { title: "Letters from the lighthouse" },
    ],
    [{ anyOf: [{ type: "null" }, { type: "string" }] }, null],
    [{ type: "array", items: { enum: ["a", "b"] } }, ["a"]],
    [{ type: "integer", minimum: 7 }, 7],
  ] as [JsonSchema, unknown][])("%j → %j", (schema, example) => {
    expect(exampleOf(schema, shared)).toEqual(example);
  });
});
