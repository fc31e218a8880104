import type { Deps } from "../../env.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../kernel/clock.ts";
import { randomToken } from "../../kernel/crypto.ts";
import type { Identity } from "../../kernel/identity.ts";
import { derivedId } from "../../kernel/ids.ts";
import { IDEMPOTENCY_IN_FLIGHT_MS } from "../../kernel/limits.ts";
import { fail, ok, type Result } from "../../kernel/result.ts";
import { type Client, setCookie } from "./client.ts";
import {
  CODE_MS,
  CODES_PER_ADDRESS_AND_NETWORK_HOUR_MAX,
  CODES_PER_ADDRESS_DAY_MAX,
  CODES_PER_ADDRESS_HOUR_MAX,
  CODES_PER_BROWSER_HOUR_MAX,
  CODES_PER_NETWORK_HOUR_MAX,
  type CodeAsked,
} from "./contract.ts";
import { codeHash, derivedSecret, secretHash } from "./domain-secrets.ts";
import type { WindowRule } from "./domain-window.ts";
import { type Mail, mailDisabled } from "./mail.ts";
import { randomCode } from "./random.ts";
import { takeLimit } from "./service-limits.ts";
import { type CodeRow, deleteUnsentCode, findCode, insertCode, markCodeSent } from "./store-codes.ts";

export interface AskCode {
  email: string;
  client: "browser" | "api";
  key: string;
}

/** An answer and the cookies that go with it. */
export interface WithCookies<T> {
  body: T;
  cookies: string[];
}

/**
 * Sends a sign-in code to an address. Whether an account exists is not looked up, so nothing can tell.
 * The code is bound to the browser's cookie, or to the `attempt` secret of an API client: a stranger who asks
 * for the same address has a code of his own and cannot spend the tries of this one.
 */
export async function askForCode(
  deps: Deps,
  identity: Identity,
  client: Client,
  ask: AskCode,
): Promise<Result<WithCookies<CodeAsked>>> {
  if (deps.mailer.kind === "disabled") return mailDisabled();
  const id = derivedId("sign-in-code", client.network ?? "", ask.key);
  const now = deps.clock.now();
  await deleteUnsentCode(deps.db, id, now - IDEMPOTENCY_IN_FLIGHT_MS);
  const earlier = await findCode(deps.db, id);
  if (earlier !== undefined) return replay(deps, client, ask, earlier);

  const allowed = await takeSendLimits(deps, identity, client, ask.email);
  if (!allowed.ok) return allowed;
  const nonce = randomToken(32);
  const secret = knownSecret(client, ask) ?? derivedSecret("browser", [ask.key], nonce);
  const code = randomCode();
  const row: CodeRow = {
    ...{ id, email: ask.email, nonce, tries: 0, createdAt: now, expiresAt: now + CODE_MS },
    ...{ bindingHash: secretHash(secret), codeHash: codeHash(secret, id, code) },
    ...{ sentAt: null, usedAt: null, sessionId: null },
  };
  if (!(await insertCode(deps.db, row))) {
    const first = await findCode(deps.db, id);
    return first === undefined ? inFlight() : replay(deps, client, ask, first);
  }
  const sent = await deps.mailer.send(codeMail(ask.email, code, id));
  if (!sent.ok) {
    deps.log.error("auth.code_mail_failed", { code: sent.error.code });
    await deleteUnsentCode(deps.db, id, now + 1);
    return sent;
  }
  await markCodeSent(deps.db, id, deps.clock.now());
  return answer(deps, client, ask, secret);
}

/** The same request again: the same answer, with no second mail. The secret comes again from what the caller knows. */
function replay(deps: Deps, client: Client, ask: AskCode, row: CodeRow): Result<WithCookies<CodeAsked>> {
  if (row.email !== ask.email)
    return fail("idempotency_mismatch", "This key already asked for another address.");
  if (row.sentAt === null) return inFlight();
  const candidates = [knownSecret(client, ask), derivedSecret("browser", [ask.key], row.nonce)];
  const secret = candidates.find((one) => one !== null && secretHash(one) === row.bindingHash);
  if (secret === undefined || secret === null)
    return fail("idempotency_mismatch", "This key already asked for a code in another browser.");
  return answer(deps, client, ask, secret);
}

function answer(deps: Deps, client: Client, ask: AskCode, secret: string): Result<WithCookies<CodeAsked>> {
  const delivery = deps.mailer.kind === "outbox" ? "outbox" : "mail";
  const body = { delivery, expiresInSeconds: CODE_MS / SECOND_MS } as const;
  return ok(
    ask.client === "api"
      ? { body: { ...body, attempt: secret }, cookies: [] }
      : { body, cookies: [setCookie(client, "browser", secret)] },
  );
}

/** A browser keeps one secret for all its attempts; an API client gets a fresh one each time. */
function knownSecret(client: Client, ask: AskCode): string | null {
  return ask.client === "browser" ? client.browserSecret : null;
}

function inFlight() {
  return fail("idempotency_in_flight", "The first request with this key is still being answered.", {
    retryAfter: 1,
  });
}

/** From the narrowest subject to the widest: who is refused early does not use up what an address has for everyone. */
async function takeSendLimits(
  deps: Deps,
  identity: Identity,
  client: Client,
  email: string,
): Promise<Result<null>> {
  const asker = identity.kind === "user" ? identity.userId : client.browserSecret;
  const limits: [name: string, subject: string | null, rules: WindowRule[]][] = [
    ["code-network", client.network, [[HOUR_MS, CODES_PER_NETWORK_HOUR_MAX]]],
    ["code-browser", asker, [[HOUR_MS, CODES_PER_BROWSER_HOUR_MAX]]],
    [
      "code-pair",
      JSON.stringify([email, client.network]),
      [[HOUR_MS, CODES_PER_ADDRESS_AND_NETWORK_HOUR_MAX]],
    ],
    [
      "code-address",
      email,
      [
        [HOUR_MS, CODES_PER_ADDRESS_HOUR_MAX],
        [DAY_MS, CODES_PER_ADDRESS_DAY_MAX],
      ],
    ],
  ];
  for (const [name, subject, rules] of limits) {
    const taken = subject === null ? ok(null) : await takeLimit(deps, name, subject, rules);
    if (!taken.ok) return taken;
  }
  return ok(null);
}

function codeMail(to: string, code: string, key: string): Mail {
  const text = `Your sign-in code is ${code}

It works once, for ${CODE_MS / MINUTE_MS} minutes, in the browser where you asked for it.

If you did not ask for it, you can leave this mail alone: without your browser the code opens nothing.

OneRing`;
  return { to, subject: "Your OneRing sign-in code", text, key };
}
