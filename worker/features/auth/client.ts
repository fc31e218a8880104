import { parse, serialize } from "hono/utils/cookie";
import type { Config, Deps } from "../../env.ts";
import { SECOND_MS } from "../../kernel/clock.ts";
import { networkPrefix } from "../../kernel/network.ts";
import { BROWSER_COOKIE_MS, SESSION_MS_MAX } from "./contract.ts";
import { isSecret } from "./domain-secrets.ts";

/** What a request says of the browser or client behind it. Only `auth` sees this. */
export interface Client {
  /** Whether cookies carry `Secure` and the `__Host-` prefix. Off only over http outside production: Safari drops them there. */
  secure: boolean;
  sessionToken: string | null;
  browserSecret: string | null;
  /** The bearer token, well-formed or not. While one is sent, cookies are not looked at. */
  bearer: string | null;
  /** Where the request came from, for send limits: an IPv4 address or an IPv6 /64. Null on one's own machine. */
  network: string | null;
  userAgent: string;
}

const COOKIES = { session: "onering_session", browser: "onering_browser" } as const;
type CookieKind = keyof typeof COOKIES;

/** Reads cookies, bearer token, network and user agent of a request. */
export function readClient(deps: Pick<Deps, "config">, request: Request): Client {
  const secure = deps.config.ENVIRONMENT === "production" || new URL(request.url).protocol === "https:";
  return {
    secure,
    sessionToken: readCookie(request, "session", secure),
    browserSecret: readCookie(request, "browser", secure),
    bearer: bearerOf(request),
    network: networkOf(request.headers.get("cf-connecting-ip"), deps.config),
    userAgent: request.headers.get("user-agent") ?? "",
  };
}

/** The bearer token of a request, or null. */
export function bearerOf(request: Request): string | null {
  return /^Bearer +(\S+) *$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? null;
}

/** `Set-Cookie` that stores a secret. The server decides when it ends; the browser only need not keep it longer. */
export function setCookie(client: Client, kind: CookieKind, secret: string): string {
  const lifeMs = kind === "session" ? SESSION_MS_MAX : BROWSER_COOKIE_MS;
  return serialize(cookieName(kind, client.secure), secret, cookieOptions(client, lifeMs / SECOND_MS));
}

/** `Set-Cookie` that makes the browser forget the session. */
export function clearSessionCookie(client: Client): string {
  return serialize(cookieName("session", client.secure), "", cookieOptions(client, 0));
}

function cookieOptions(client: Client, maxAge: number) {
  return { path: "/", httpOnly: true, sameSite: "Lax", secure: client.secure, maxAge } as const;
}

function cookieName(kind: CookieKind, secure: boolean): string {
  return secure ? `__Host-${COOKIES[kind]}` : COOKIES[kind];
}

function readCookie(request: Request, kind: CookieKind, secure: boolean): string | null {
  const name = cookieName(kind, secure);
  const value = parse(request.headers.get("cookie") ?? "", name)[name];
  return value !== undefined && isSecret(kind, value) ? value : null;
}

/** The network that send limits count; null on one's own machine, where everybody shares one address. */
export function networkOf(address: string | null, config: Pick<Config, "ENVIRONMENT">): string | null {
  const given = address?.trim().toLowerCase() ?? "";
  const isOwnMachine = given === "" || given === "::1" || /^(::ffff:)?127\./.test(given);
  if (isOwnMachine) return config.ENVIRONMENT === "production" ? "unknown" : null;
  return networkPrefix(given);
}
