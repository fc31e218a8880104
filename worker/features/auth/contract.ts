import * as z from "zod";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../kernel/clock.ts";
import { DISPLAY_NAME_CHARS_MAX } from "../../kernel/limits.ts";
import { characters, isCleanText, isOneLine, isVisible, tidyText } from "../../kernel/text.ts";

export const CODE_DIGITS = 6;
export const CODE_MS = 10 * MINUTE_MS;
export const CODE_TRIES_MAX = 5;

export const CODES_PER_NETWORK_HOUR_MAX = 20;
export const CODES_PER_BROWSER_HOUR_MAX = 10;
/** One network may use up only half of what an address gets, so a single stranger cannot lock its owner out. */
export const CODES_PER_ADDRESS_AND_NETWORK_HOUR_MAX = 5;
export const CODES_PER_ADDRESS_HOUR_MAX = 10;
export const CODES_PER_ADDRESS_DAY_MAX = 30;

export const SESSION_IDLE_MS = 30 * DAY_MS;
export const SESSION_MS_MAX = 180 * DAY_MS;
/** How coarse "last seen" is: it is written at most once in this time. */
export const SESSION_TOUCH_MS = HOUR_MS;
export const SESSIONS_PER_USER_MAX = 50;
export const BROWSER_COOKIE_MS = DAY_MS;

export const ACCESS_MS = HOUR_MS;
export const REFRESH_MS = 30 * DAY_MS;
/** How long a client may repeat a refresh whose answer it lost, with the same key. */
export const REFRESH_REPLAY_MS = ACCESS_MS;

export const EMAIL_CHARS_MAX = 254;
export const TOKEN_CHARS_MAX = 200;
export const TIME_ZONE_CHARS_MAX = 64;
export const DEVICE_LABEL_CHARS_MAX = 60;

export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(EMAIL_CHARS_MAX)
  .regex(z.regexes.email, "This does not look like an e-mail address");

/** An IANA time zone that this runtime knows, as in `Europe/Madrid`. */
export const timeZoneSchema = z
  .string()
  .min(1)
  .max(TIME_ZONE_CHARS_MAX)
  .refine(isTimeZone, "Use an IANA time zone, as in Europe/Madrid");

export const displayNameSchema = z
  .string()
  .refine(isCleanText, "This holds characters that cannot be shown")
  .overwrite(tidyText)
  .refine(isVisible, "Write at least one character")
  .refine(
    (name) => characters(name) <= DISPLAY_NAME_CHARS_MAX,
    `Use at most ${DISPLAY_NAME_CHARS_MAX} characters`,
  )
  .refine(isOneLine, "Keep it on one line");

const tokenSchema = z.string().min(1).max(TOKEN_CHARS_MAX);

export const askCodeSchema = z.strictObject({
  email: emailSchema,
  /** `browser` binds the code to a cookie; `api` binds it to the `attempt` in the answer. */
  client: z.enum(["browser", "api"]).default("browser"),
});

export const codeAskedSchema = z.object({
  /** `outbox` says that no mail leaves this machine: it is shown at `/dev/outbox`. */
  delivery: z.enum(["mail", "outbox"]),
  expiresInSeconds: z.int(),
  attempt: z.string().optional(),
});

export const signInSchema = z.strictObject({
  code: z
    .string()
    .max(20)
    .overwrite((code) => code.replace(/[\s-]/g, ""))
    .regex(/^[0-9]{6}$/, `The code has ${CODE_DIGITS} digits`),
  email: emailSchema.optional(),
  attempt: tokenSchema.optional(),
  /** Used when the account is new. */
  timeZone: timeZoneSchema.optional(),
});

export const meSchema = z
  .object({
    id: z.string(),
    handle: z.string(),
    displayName: z.string(),
    email: z.string().nullable(),
    timeZone: z.string(),
    role: z.enum(["user", "builder", "admin"]),
    verified: z.boolean(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "Me" });

export const tokensSchema = z
  .object({
    tokenType: z.literal("Bearer"),
    accessToken: z.string(),
    accessExpiresAt: z.iso.datetime(),
    refreshToken: z.string(),
    refreshExpiresAt: z.iso.datetime(),
  })
  .meta({ id: "Tokens", description: "Shown once; only hashes are stored" });

export const signedInSchema = z.object({
  user: meSchema,
  sessionId: z.string(),
  isNewUser: z.boolean(),
  tokens: tokensSchema.optional(),
});

export const mintSchema = z.strictObject({
  label: displayNameSchema.optional(),
});

export const mintedSchema = z.object({ sessionId: z.string(), tokens: tokensSchema });

export const refreshSchema = z.strictObject({ refreshToken: tokenSchema });

export const sessionSchema = z
  .object({
    id: z.string(),
    kind: z.enum(["browser", "api"]),
    label: z.string(),
    createdAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
    current: z.boolean(),
  })
  .meta({ id: "Session" });

export const sessionsSchema = z.object({ items: z.array(sessionSchema) });

export const sessionParamsSchema = z.object({ id: z.union([z.literal("current"), z.uuid()]) });

export type Me = z.infer<typeof meSchema>;
export type Tokens = z.infer<typeof tokensSchema>;
export type SessionView = z.infer<typeof sessionSchema>;
export type CodeAsked = z.infer<typeof codeAskedSchema>;
export type SignedIn = z.infer<typeof signedInSchema>;

function isTimeZone(name: string): boolean {
  // Offsets such as "+02:00" are accepted by Intl, yet know nothing of summer time.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
