import { drizzle } from "drizzle-orm/d1";
import * as z from "zod";
import type { DB } from "./db/client.ts";
import type { LimiterObject } from "./features/auth/limiter.ts";
import { createMailer, type Mailer } from "./features/auth/mail.ts";
import type { DraftObject } from "./features/room/object.ts";
import { endLiveSessions } from "./features/room/service-sign-in.ts";
import { type Clock, systemClock } from "./kernel/clock.ts";
import { SOCKET_COMMANDS_MAX, SOCKETS_PER_DRAFT_MAX } from "./kernel/limits.ts";
import { consoleLog, type Log } from "./kernel/log.ts";

/** The bindings of `wrangler.toml`, as the runtime hands them over. */
export interface Env {
  DB: D1Database;
  DRAFTS: DurableObjectNamespace<DraftObject>;
  LIMITER: DurableObjectNamespace<LimiterObject>;
  ASSETS: Fetcher;
  POSTING: Queue;
  GENERATION: Queue;
  COARSE: RateLimit;
  ENVIRONMENT?: string;
  APP_ORIGIN?: string;
  RESEND_API_KEY?: string;
  MAIL_FROM?: string;
  SOCKET_COMMANDS_MAX?: string;
  SOCKETS_PER_DRAFT_MAX?: string;
  METRICS_TOKEN?: string;
  DEV_LEASE_MS?: string;
}

const configSchema = z.object({
  ENVIRONMENT: z.enum(["production", "development", "test"]).default("production"),
  /** Public address of the app, needed where a link leaves the request that made it (mail). */
  APP_ORIGIN: z.url().optional(),
  RESEND_API_KEY: z.string().min(1).optional(),
  MAIL_FROM: z.string().min(3).default("OneRing <ring@onering.example>"),
  SOCKET_COMMANDS_MAX: z.coerce.number().int().positive().default(SOCKET_COMMANDS_MAX),
  SOCKETS_PER_DRAFT_MAX: z.coerce.number().int().positive().default(SOCKETS_PER_DRAFT_MAX),
  METRICS_TOKEN: z.string().min(16).optional(),
  /** Length of the shortest lease in ms, so that tests see one end. Refused in production. */
  DEV_LEASE_MS: z.coerce.number().int().positive().optional(),
});

export type Config = z.infer<typeof configSchema>;

/** Parses the text bindings once. Throws at start-up when a value cannot be used: a bug of the deployment, not of a request. */
export function parseConfig(env: Partial<Env>): Config {
  const config = configSchema.parse(env);
  if (config.ENVIRONMENT === "production" && config.DEV_LEASE_MS !== undefined)
    throw new Error("DEV_LEASE_MS is for development and tests only");
  return config;
}

/** Everything a use case may reach, typed. Tests replace single parts. */
export interface Deps {
  config: Config;
  clock: Clock;
  log: Log;
  db: DB;
  drafts: DurableObjectNamespace<DraftObject>;
  limiter: DurableObjectNamespace<LimiterObject>;
  assets: Fetcher;
  mailer: Mailer;
  /** Closes what a sign-in had opened live, in every draft: auth asks for it and knows nothing of drafts. */
  endLiveSessions(userId: string, ended: { only: string } | { allBut: string }): Promise<void>;
}

/** Dependencies from bindings; `overrides` replace single parts in tests. Throws when a binding cannot be used. */
export function createDeps(env: Env, overrides: Partial<Deps> = {}): Deps {
  const config = overrides.config ?? parseConfig(env);
  const clock = overrides.clock ?? systemClock;
  const db = overrides.db ?? drizzle(env.DB);
  return {
    config,
    clock,
    db,
    log: consoleLog,
    drafts: env.DRAFTS,
    limiter: env.LIMITER,
    assets: env.ASSETS,
    mailer: createMailer(config, db, clock),
    endLiveSessions: (userId, ended) => endLiveSessions({ db, drafts: env.DRAFTS }, userId, ended),
    ...overrides,
  };
}
