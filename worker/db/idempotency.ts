import { and, eq, lt, sql } from "drizzle-orm";
import type { Deps } from "../env.ts";
import { canonicalJson, sha256Hex } from "../kernel/crypto.ts";
import { IDEMPOTENCY_IN_FLIGHT_MS, IDEMPOTENCY_KEEP_MS } from "../kernel/limits.ts";
import { fail, ok, type Result } from "../kernel/result.ts";
import type { DB } from "./client.ts";
import { idempotency } from "./schema.ts";

export const ANSWER_CHARS_MAX = 256 * 1024;

/** What makes a request the same request. */
export interface OnceCall {
  /** Who asks: a user id. */
  actor: string;
  /** The route's id. */
  route: string;
  /** The client's Idempotency-Key. Stored only inside a hash. */
  key: string;
  /** What was asked; stored only as a hash. */
  input: unknown;
}

/**
 * The statement that stores the answer. Put it last into the `db.batch` of the effect: then both are stored or
 * neither is, and a run whose reservation was taken over meanwhile has its whole batch refused.
 */
export type Settle<T> = (answer: T) => ReturnType<typeof settleStatement>;

type OnceDeps = Pick<Deps, "db" | "clock">;

/**
 * Runs a mutation of D1 once per actor, route and key. The reservation is written first; the same request again gets
 * the first answer, another input `idempotency_mismatch`, a request still running `idempotency_in_flight`. A
 * reservation whose owner vanished may be taken over after IDEMPOTENCY_IN_FLIGHT_MS. A failure changes nothing, so it
 * is not kept: the key may be tried again.
 * The answer is stored as it is: never give it a secret. Routes that hand out tokens derive them again instead
 * (`auth/domain-secrets.ts`).
 */
export async function once<T>(
  deps: OnceDeps,
  call: OnceCall,
  run: (settle: Settle<T>) => Promise<Result<T>>,
): Promise<Result<T>> {
  const id = sha256Hex(canonicalJson([call.actor, call.route, call.key]));
  const inputHash = sha256Hex(canonicalJson(call.input ?? null));
  const owner = crypto.randomUUID();
  if (!(await reserve(deps, id, inputHash, owner))) return earlierAnswer<T>(deps.db, id, inputHash);

  let settled = false;
  const settle: Settle<T> = (answer) => {
    settled = true;
    return settleStatement(deps.db, id, owner, answer);
  };
  try {
    const result = await run(settle);
    if (!result.ok) await release(deps.db, id, owner);
    else if (!settled) await settle(result.value);
    return result;
  } catch (error) {
    await release(deps.db, id, owner);
    throw error;
  }
}

async function reserve(deps: OnceDeps, id: string, inputHash: string, owner: string): Promise<boolean> {
  const now = deps.clock.now();
  const rows = await deps.db
    .insert(idempotency)
    .values({ id, inputHash, owner, state: "in_flight", answer: null, reservedAt: now })
    .onConflictDoUpdate({
      target: idempotency.id,
      set: { owner, reservedAt: now },
      setWhere: sql`${idempotency.state} = 'in_flight' and ${idempotency.inputHash} = ${inputHash}
        and ${idempotency.reservedAt} <= ${now - IDEMPOTENCY_IN_FLIGHT_MS}`,
    })
    .returning({ owner: idempotency.owner });
  return rows[0]?.owner === owner;
}

async function earlierAnswer<T>(db: DB, id: string, inputHash: string): Promise<Result<T>> {
  const row = await db.select().from(idempotency).where(eq(idempotency.id, id)).get();
  if (row !== undefined && row.inputHash !== inputHash)
    return fail("idempotency_mismatch", "This Idempotency-Key was used with another request.", {
      suggestedFix: "Use a new key for a new request.",
    });
  if (row === undefined || row.answer === null)
    return fail("idempotency_in_flight", "The first request with this key is still being answered.", {
      retryAfter: 1,
    });
  // Written by `settleStatement` from a T of the same route, and read by nobody else.
  return ok(JSON.parse(row.answer) as T);
}

function settleStatement(db: DB, id: string, owner: string, answer: unknown) {
  const text = JSON.stringify(answer ?? null);
  if (text.length > ANSWER_CHARS_MAX) throw new Error("the answer is too long to be kept");
  return db
    .update(idempotency)
    .set({ answer: text, state: sql`case when ${idempotency.owner} = ${owner} then 'done' end` })
    .where(eq(idempotency.id, id));
}

async function release(db: DB, id: string, owner: string): Promise<void> {
  await db
    .delete(idempotency)
    .where(and(eq(idempotency.id, id), eq(idempotency.owner, owner), eq(idempotency.state, "in_flight")));
}

/** Forgets answers older than 30 days. */
export async function purge(deps: OnceDeps): Promise<void> {
  await deps.db.delete(idempotency).where(lt(idempotency.reservedAt, deps.clock.now() - IDEMPOTENCY_KEEP_MS));
}
