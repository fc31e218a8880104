import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const users = sqliteTable(
  "users",
  {
    id: text().primaryKey(),
    handle: text().notNull().unique(),
    displayName: text("display_name").notNull(),
    /** Lower-case; proven by a code before it is written here. */
    email: text().unique(),
    role: text({ enum: ["user", "builder", "admin"] })
      .notNull()
      .default("user"),
    verified: integer({ mode: "boolean" }).notNull().default(false),
    timeZone: text("time_zone").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [index("users_created").on(table.createdAt)],
);

/** A handle that was given up leads to its last owner until `expiresAt`, and is nobody else's until then. */
export const handleRedirects = sqliteTable(
  "handle_redirects",
  {
    handle: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    expiresAt: integer("expires_at").notNull(),
  },
  (table) => [
    index("handle_redirects_expires").on(table.expiresAt),
    index("handle_redirects_user").on(table.userId),
  ],
);

export const signInCodes = sqliteTable(
  "sign_in_codes",
  {
    id: text().primaryKey(),
    email: text().notNull(),
    /** Hash of the secret that the asking browser or client keeps. */
    bindingHash: text("binding_hash").notNull(),
    /** Public half of a derived secret; worthless without the Idempotency-Key of the request. */
    nonce: text().notNull(),
    /** Keyed by the browser's secret, which is not stored: six digits cannot be searched from this column. */
    codeHash: text("code_hash").notNull(),
    tries: integer().notNull().default(0),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
    sentAt: integer("sent_at"),
    usedAt: integer("used_at"),
    sessionId: text("session_id"),
  },
  (table) => [
    index("sign_in_codes_binding").on(table.bindingHash),
    index("sign_in_codes_expires").on(table.expiresAt),
  ],
);

/** One sign-in: of a browser (a cookie) or of an API client (a family of token pairs). Ending it deletes the row. */
export const sessions = sqliteTable(
  "sessions",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    kind: text({ enum: ["browser", "api"] }).notNull(),
    /** Of the cookie; null for an API client. */
    tokenHash: text("token_hash").unique(),
    nonce: text().notNull(),
    label: text().notNull(),
    createdAt: integer("created_at").notNull(),
    lastSeenAt: integer("last_seen_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
  },
  (table) => [
    index("sessions_user").on(table.userId, table.lastSeenAt),
    index("sessions_expires").on(table.expiresAt),
  ],
);

/** A rotated pair stays until it expires: that is how the reuse of its refresh token is noticed. */
export const tokenPairs = sqliteTable(
  "token_pairs",
  {
    id: text().primaryKey(),
    sessionId: text("session_id")
      .notNull()
      .references(() => sessions.id, { onDelete: "cascade" }),
    nonce: text().notNull(),
    accessHash: text("access_hash").notNull().unique(),
    accessExpiresAt: integer("access_expires_at").notNull(),
    refreshHash: text("refresh_hash").notNull().unique(),
    refreshExpiresAt: integer("refresh_expires_at").notNull(),
    createdAt: integer("created_at").notNull(),
    successorId: text("successor_id"),
  },
  (table) => [
    index("token_pairs_session").on(table.sessionId),
    index("token_pairs_expires").on(table.refreshExpiresAt),
  ],
);

/** Mail that never leaves the machine: development and tests only. */
export const devOutbox = sqliteTable("dev_outbox", {
  id: text().primaryKey(),
  to: text("to_address").notNull(),
  subject: text().notNull(),
  text: text().notNull(),
  createdAt: integer("created_at").notNull(),
});
