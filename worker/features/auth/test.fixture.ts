import { env } from "cloudflare:test";
import { Hono } from "hono";
import { outboxRoutes } from "../../dev/outbox.ts";
import { createDeps, type Deps, parseConfig } from "../../env.ts";
import { type AppBindings, FailureError, problemResponse, unwrap } from "../../kernel/http.ts";
import { newId } from "../../kernel/ids.ts";
import { silentLog } from "../../kernel/log.ts";
import { mount } from "../../kernel/route.ts";
import { profileRoutes } from "../profiles/routes.ts";
import { identify } from "./identify.ts";
import { checkOrigin } from "./origin.ts";
import { authRoutes } from "./routes.ts";
import { listMails } from "./store-outbox.ts";

export const ORIGIN = "http://onering.test";

/** A clock that only a test moves. */
export class TestClock {
  constructor(private time = Date.UTC(2026, 5, 1, 12)) {}
  now(): number {
    return this.time;
  }
  advance(ms: number): void {
    this.time += ms;
  }
}

/** The routes of sign-in and profiles on a small edge of their own, with a clock that only the test moves. */
export function createWorld(overrides: Partial<Deps> = {}) {
  const clock = new TestClock();
  const config = parseConfig({ ENVIRONMENT: "test" });
  const deps = createDeps(env, { config, clock, log: silentLog, ...overrides });
  const app = new Hono<AppBindings>();
  app.onError((error) => {
    if (error instanceof FailureError) return problemResponse(error.failure, "test");
    throw error;
  });
  app.use(async (c, next) => {
    c.set("deps", deps);
    c.set("requestId", newId(deps.clock.now()));
    c.set("nonce", "test-nonce");
    const identity = await identify(deps, c.req.raw);
    c.set("identity", identity);
    unwrap(checkOrigin(c.req.raw, identity));
    await next();
  });
  app.route("/", mount([...authRoutes, ...profileRoutes]));
  app.route("/dev", outboxRoutes);
  const send = (request: Request) => Promise.resolve(app.fetch(request, env));
  const browser = (headers: Record<string, string> = {}, origin = ORIGIN) =>
    new TestBrowser(send, headers, origin);
  return { deps, clock, send, browser };
}

export type World = ReturnType<typeof createWorld>;

interface Call {
  body?: unknown;
  headers?: Record<string, string | null>;
  key?: string;
}

/** A browser: it keeps cookies and sends its Origin and a fresh key. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();

  constructor(
    private readonly sendRequest: (request: Request) => Promise<Response>,
    private readonly headers: Record<string, string>,
    private readonly origin: string,
  ) {}

  async call(method: string, path: string, { body, headers = {}, key }: Call = {}): Promise<Response> {
    const sent = new Headers({ origin: this.origin, ...this.headers });
    if (this.cookies.size > 0) sent.set("cookie", [...this.cookies].map(([k, v]) => `${k}=${v}`).join("; "));
    if (method === "POST") sent.set("idempotency-key", key ?? crypto.randomUUID());
    if (body !== undefined) sent.set("content-type", "application/json");
    for (const [name, value] of Object.entries(headers))
      value === null ? sent.delete(name) : sent.set(name, value);
    const text = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await this.sendRequest(
      new Request(this.origin + path, { method, headers: sent, ...text }),
    );
    for (const cookie of response.headers.getSetCookie()) this.keep(cookie);
    return response;
  }

  /** A copy with the same cookies: another tab, or a thief. */
  copy(): TestBrowser {
    const other = new TestBrowser(this.sendRequest, this.headers, this.origin);
    for (const [name, value] of this.cookies) other.cookies.set(name, value);
    return other;
  }

  private keep(cookie: string): void {
    const [pair = "", ...attributes] = cookie.split(/; */);
    const at = pair.indexOf("=");
    if (attributes.includes("Max-Age=0")) this.cookies.delete(pair.slice(0, at));
    else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}

/** The code in the newest mail to an address. */
export async function codeFor(world: World, email: string): Promise<string> {
  const [mail] = await listMails(world.deps.db, email);
  const code = /\b\d{6}\b/.exec(mail?.text ?? "")?.[0];
  if (code === undefined) throw new Error(`no code was sent to ${email}`);
  return code;
}

/** A code that is not this one. */
export function otherCode(code: string): string {
  return String((Number(code) + 1) % 1_000_000).padStart(6, "0");
}

let addresses = 0;

/** An address that no other test uses. */
export function freshEmail(): string {
  addresses += 1;
  return `person${addresses}-${crypto.randomUUID().slice(0, 8)}@example.com`;
}

export async function ask(browser: TestBrowser, email: string, more: Call = {}): Promise<Response> {
  return browser.call("POST", "/v1/auth/codes", { body: { email }, ...more });
}

/** Asks, reads the mail, signs in. */
export async function signInAs(
  world: World,
  email = freshEmail(),
  browser = world.browser(),
): Promise<TestBrowser> {
  await ask(browser, email);
  const response = await browser.call("POST", "/v1/auth/sessions", {
    body: { code: await codeFor(world, email) },
  });
  if (response.status !== 201)
    throw new Error(`sign-in answered ${response.status}: ${await response.text()}`);
  return browser;
}

export interface ProblemBody {
  code: string;
  detail: string;
  facts?: Record<string, unknown>;
  fields?: { path: string; message: string }[];
}

export async function problem(response: Response): Promise<ProblemBody & { status: number }> {
  return { ...(await response.json<ProblemBody>()), status: response.status };
}
