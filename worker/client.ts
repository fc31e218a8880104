import type * as z from "zod";
import type { apiRoutes } from "./api.ts";
import type { Problem } from "./kernel/http.ts";

/**
 * Typed client of the API. Its types are read from the declared routes, so they cost nothing at run time;
 * methods and paths come from the server's own `/openapi.json`, read once.
 */
type Spec = (typeof apiRoutes)[number]["spec"];
export type RouteId = Spec["id"];
type SpecOf<Id extends RouteId> = Extract<Spec, { id: Id }>;

type Given<S> = Exclude<S, undefined>;
type Input<S> = [Given<S>] extends [z.core.$ZodType] ? z.core.input<Given<S>> : undefined;
type Field<Name extends string, S> = [Given<S>] extends [never]
  ? unknown
  : [Given<S>] extends [z.core.$ZodType]
    ? Record<never, never> extends Input<S>
      ? { [K in Name]?: Input<S> }
      : { [K in Name]: Input<S> }
    : unknown;

/** What a call takes: path parameters, query and body as the route declares them, and a key of your own to retry with. */
export type CallInput<Id extends RouteId> = Field<"params", SpecOf<Id>["params"]> &
  Field<"query", SpecOf<Id>["query"]> &
  Field<"body", SpecOf<Id>["body"]> & { key?: string };

type Answered<A> = A extends { schema?: infer S }
  ? [Given<S>] extends [z.core.$ZodType]
    ? z.core.output<Given<S>>
    : null
  : null;
export type CallValue<Id extends RouteId> = Answered<SpecOf<Id>["answer"]>;

export type CallResult<T> = { ok: true; value: T; replayKey: string } | { ok: false; problem: Problem };

export interface ClientOptions {
  /** Origin of the server, as in `https://onering.example`. */
  baseUrl: string;
  /** Bearer access token. */
  token?: string | undefined;
  fetch?: (request: Request) => Promise<Response>;
}

export interface Client {
  call<Id extends RouteId>(
    id: Id,
    ...input: Record<never, never> extends CallInput<Id> ? [input?: CallInput<Id>] : [input: CallInput<Id>]
  ): Promise<CallResult<CallValue<Id>>>;
}

interface Parts {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
  key?: string;
}

/** A client for one server. Every call carries an Idempotency-Key: pass the same `key` to retry safely. */
export function createClient(options: ClientOptions): Client {
  const send = options.fetch ?? ((request: Request) => fetch(request));
  let table: Promise<RouteTable> | undefined;
  return {
    async call<Id extends RouteId>(id: Id, input: Parts = {}) {
      table ??= readTable(send, options.baseUrl).catch((error: unknown) => {
        table = undefined;
        throw error;
      });
      const place = (await table).get(id);
      if (place === undefined) throw new Error(`This server does not offer ${id}.`);
      const key = input.key ?? crypto.randomUUID();
      return (await toResult(await send(toRequest(place, options, input, key)), key)) as CallResult<
        CallValue<Id>
      >;
    },
  };
}

interface Place {
  method: string;
  path: string;
}
type RouteTable = ReadonlyMap<string, Place>;

async function readTable(send: NonNullable<ClientOptions["fetch"]>, baseUrl: string): Promise<RouteTable> {
  const response = await send(new Request(new URL("/openapi.json", baseUrl)));
  if (!response.ok) throw new Error(`The API's description answered ${response.status}.`);
  const { paths } = await response.json<{ paths: Record<string, Record<string, { operationId: string }>> }>();
  return new Map(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => [
        operationId,
        { method: method.toUpperCase(), path },
      ]),
    ),
  );
}

function toRequest(
  { method, path }: Place,
  { baseUrl, token }: ClientOptions,
  input: Parts,
  key: string,
): Request {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(input.params?.[name] ?? ""),
  );
  const url = new URL(filled, baseUrl);
  for (const [name, value] of Object.entries(input.query ?? {}))
    if (value !== undefined) url.searchParams.set(name, String(value));
  const headers = new Headers({ accept: "application/json, application/problem+json" });
  if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
  if (method !== "GET") headers.set("idempotency-key", key);
  if (input.body === undefined) return new Request(url, { method, headers });
  headers.set("content-type", "application/json");
  return new Request(url, { method, headers, body: JSON.stringify(input.body) });
}

async function toResult(response: Response, replayKey: string): Promise<CallResult<unknown>> {
  const type = response.headers.get("content-type") ?? "";
  if (!response.ok)
    return {
      ok: false,
      problem: type.includes("json") ? await response.json<Problem>() : unknownProblem(response),
    };
  const value =
    response.status === 204 ? null : type.includes("json") ? await response.json() : await response.text();
  return { ok: true, value, replayKey };
}

/** Something between us and the server answered, such as a proxy. */
function unknownProblem(response: Response): Problem {
  return {
    type: "about:blank",
    title: response.statusText,
    status: response.status,
    code: "internal",
    detail: "The answer was not one of OneRing's.",
    requestId: response.headers.get("x-request-id") ?? "",
  };
}
