import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Kind, Platform, Role, Status } from "./contract.ts";

/** One row a draft: a projection of its object, for lists and search. `seq` guards against old news. */
export const draftIndex = sqliteTable(
  "draft_index",
  {
    id: text("id").primaryKey(),
    seq: integer("seq").notNull(),
    title: text("title").notNull(),
    platform: text("platform").$type<Platform>().notNull(),
    kind: text("kind").$type<Kind>().notNull(),
    status: text("status").$type<Status>().notNull(),
    sharing: integer("sharing", { mode: "boolean" }).notNull(),
    holderId: text("holder_id").notNull(),
    leaseEndsAt: integer("lease_ends_at"),
    segmentCount: integer("segment_count").notNull(),
    requestCount: integer("request_count").notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [index("draft_index_by_holder").on(table.holderId)],
);

/** Who is in which draft, as the draft's object last told. */
export const draftMembers = sqliteTable(
  "draft_members",
  {
    draftId: text("draft_id").notNull(),
    memberId: text("member_id").notNull(),
    role: text("role").$type<Role>().notNull(),
    name: text("name").notNull(),
    handle: text("handle").notNull(),
    color: integer("color").notNull(),
    /** Place in joining order. */
    place: integer("place").notNull(),
    active: integer("active", { mode: "boolean" }).notNull(),
    asked: integer("asked", { mode: "boolean" }).notNull(),
    segments: integer("segments").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.draftId, table.memberId] }),
    index("draft_members_by_member").on(table.memberId, table.active),
  ],
);
