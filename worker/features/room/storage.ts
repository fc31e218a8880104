import { randomToken, sha256Hex } from "../../kernel/crypto.ts";
import type { Comment, RoomEvent, Segment } from "./contract.ts";
import type { DraftState } from "./domain/state.ts";

/**
 * The SQLite of one draft. `log` is the truth: one row an event, and, by a cursor over it, the outbox as well.
 * `checkpoint` is what the log added up to some events ago, so that waking need not read it all.
 */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE log (seq INTEGER PRIMARY KEY, type TEXT NOT NULL, actor TEXT, at INTEGER NOT NULL, data TEXT NOT NULL);
   CREATE INDEX log_moves ON log (at) WHERE type = 'ring_moved';
   CREATE TABLE checkpoint (seq INTEGER NOT NULL, json TEXT NOT NULL);
   CREATE TABLE keys (actor TEXT NOT NULL, key TEXT NOT NULL, hash TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL,
     PRIMARY KEY (actor, key)) WITHOUT ROWID;
   CREATE TABLE comments (id TEXT PRIMARY KEY, seq INTEGER NOT NULL, state TEXT NOT NULL, data TEXT NOT NULL);
   CREATE INDEX comments_by_seq ON comments (seq);
   CREATE TABLE invite_links (hash TEXT PRIMARY KEY, invite TEXT NOT NULL UNIQUE, bound TEXT);
   CREATE TABLE visits (member TEXT PRIMARY KEY, read_seq INTEGER NOT NULL, seen_at INTEGER NOT NULL);
   CREATE TABLE notes (member TEXT PRIMARY KEY, text TEXT NOT NULL, at INTEGER NOT NULL);
   CREATE TABLE seed (value TEXT NOT NULL);
   CREATE TABLE cursor (name TEXT PRIMARY KEY, seq INTEGER NOT NULL);`,
];

const SEED_BYTES = 32;

/** Keys are forgotten after 30 days, at most this many at a time. */
const KEYS_PURGED_AT_ONCE = 1000;

export interface KeyRow {
  hash: string;
  seq: number;
}

export interface VisitRow {
  readSeq: number;
  seenAt: number;
}

/** Reads and writes of one draft's database. Every method is synchronous: a caller groups writes in one transaction. */
export class RoomStorage {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Whether a draft was ever begun here. Asking for an id that nobody made leaves nothing behind. */
  exists(): boolean {
    return this.#one("SELECT 1 AS found FROM sqlite_master WHERE name = 'schema_version'") !== null;
  }

  /** Brings the schema up to date. Additive only: old code may still run beside new. */
  migrate(): void {
    this.#sql.exec("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)");
    const version = this.#one<{ version: number }>("SELECT version FROM schema_version")?.version ?? 0;
    for (const migration of MIGRATIONS.slice(version)) this.#sql.exec(migration);
    if (version === MIGRATIONS.length) return;
    this.#sql.exec("DELETE FROM schema_version");
    this.#sql.exec("INSERT INTO schema_version VALUES (?)", MIGRATIONS.length);
  }

  /** The newest state that was kept whole; events after its `seq` come on top. */
  checkpoint(): DraftState | null {
    const row = this.#one<{ json: string }>("SELECT json FROM checkpoint");
    return row && (JSON.parse(row.json) as DraftState);
  }

  saveCheckpoint(state: DraftState): void {
    this.#sql.exec("DELETE FROM checkpoint");
    this.#sql.exec("INSERT INTO checkpoint VALUES (?, ?)", state.seq, JSON.stringify(state));
  }

  /** Adds events to the log. Returns each as JSON, as stored, so that it need not be serialised again for the sockets. */
  appendEvents(events: readonly RoomEvent[]): string[] {
    return events.map((event) => {
      const json = JSON.stringify(event);
      this.#sql.exec(
        "INSERT INTO log VALUES (?, ?, ?, ?, ?)",
        event.seq,
        event.type,
        event.actorId,
        event.at,
        json,
      );
      if (event.type === "comment_added") this.#insertComment(event.comment);
      if (event.type === "suggestion_accepted") this.#settleComment(event.commentId, "accepted");
      if (event.type === "comment_dismissed") this.#settleComment(event.commentId, "dismissed");
      return json;
    });
  }

  #insertComment(comment: Comment): void {
    this.#sql.exec(
      "INSERT INTO comments VALUES (?, ?, ?, ?)",
      comment.id,
      comment.seq,
      comment.state,
      JSON.stringify(comment),
    );
  }

  #settleComment(commentId: string, state: Comment["state"]): void {
    this.#sql.exec("UPDATE comments SET state = ? WHERE id = ?", state, commentId);
  }

  /** Events with `after < seq`, oldest first. */
  events(after: number, limit: number): RoomEvent[] {
    return this.#data<RoomEvent>("SELECT data FROM log WHERE seq > ? ORDER BY seq LIMIT ?", after, limit);
  }

  /** Characters of all events with `after < seq`, as stored. */
  eventChars(after: number): number {
    const row = this.#one<{ chars: number | null }>(
      "SELECT sum(length(data)) AS chars FROM log WHERE seq > ?",
      after,
    );
    return row?.chars ?? 0;
  }

  /** Every event at or before `now` that carries no long text, oldest first: enough to rebuild the state of then. */
  briefEvents(now: number): RoomEvent[] {
    return this.#data<RoomEvent>(
      "SELECT data FROM log WHERE type NOT IN ('segment_appended', 'comment_added') AND at <= ? ORDER BY seq",
      now,
    );
  }

  /** At most `limit` segments with `seq < before`, oldest first. */
  segments(before: number, limit: number): Segment[] {
    const rows = this.#data<{ segment: Segment }>(
      "SELECT data FROM log WHERE type = 'segment_appended' AND seq < ? ORDER BY seq DESC LIMIT ?",
      before,
      limit,
    );
    return rows.map((row) => row.segment).reverse();
  }

  /** The segment that the event `seq` appended, or null. */
  segment(seq: number): Segment | null {
    const [row] = this.#data<{ segment: Segment }>(
      "SELECT data FROM log WHERE type = 'segment_appended' AND seq = ?",
      seq,
    );
    return row?.segment ?? null;
  }

  /** Appends per author at or before `now`, without reading texts. */
  appendsUntil(now: number): { author: string; count: number; last: number }[] {
    return this.#all(
      `SELECT json_extract(data, '$.segment.authorId') AS author, count(*) AS count, max(at) AS last
         FROM log WHERE type = 'segment_appended' AND at <= ? GROUP BY 1`,
      now,
    );
  }

  /** Times of the newest passes and turns at or before `now`, oldest first. */
  passTimes(now: number, limit: number): number[] {
    const rows = this.#all<{ at: number }>(
      `SELECT at FROM log WHERE type = 'ring_moved' AND at <= ? AND json_extract(data, '$.reason') IN ('passed', 'turn')
        ORDER BY at DESC LIMIT ?`,
      now,
      limit,
    );
    return rows.map((row) => row.at).reverse();
  }

  countPasses(from: number, to: number): number {
    const row = this.#one<{ n: number }>(
      `SELECT count(*) AS n FROM log WHERE type = 'ring_moved' AND at BETWEEN ? AND ?
         AND json_extract(data, '$.reason') IN ('passed', 'turn')`,
      from,
      to,
    );
    return row?.n ?? 0;
  }

  /** Newest event of these types at or before `now`: its time, or null. Times never fall along the log, so it is read from its end. */
  newestOf(types: readonly string[], now: number): number | null {
    const marks = types.map(() => "?").join(", ");
    return (
      this.#one<{ at: number }>(
        `SELECT at FROM log WHERE seq <= ? AND type IN (${marks}) ORDER BY seq DESC LIMIT 1`,
        this.seqAt(now),
        ...types,
      )?.at ?? null
    );
  }

  /** Newest event at or before `now`, found by halving: numbers have no gaps and times never fall along the log. */
  seqAt(now: number): number {
    let low = 0;
    let high = this.#one<{ seq: number | null }>("SELECT max(seq) AS seq FROM log")?.seq ?? 0;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const at = this.#one<{ at: number }>("SELECT at FROM log WHERE seq = ?", middle)?.at;
      if (at !== undefined && at <= now) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The newest event of a type with `seq <= until`. */
  newestEvent<T extends RoomEvent["type"]>(type: T, until: number): Extract<RoomEvent, { type: T }> | null {
    const [event] = this.#data<Extract<RoomEvent, { type: T }>>(
      "SELECT data FROM log WHERE type = ? AND seq <= ? ORDER BY seq DESC LIMIT 1",
      type,
      until,
    );
    return event ?? null;
  }

  comment(commentId: string): Comment | null {
    const row = this.#one<{ state: Comment["state"]; data: string }>(
      "SELECT state, data FROM comments WHERE id = ?",
      commentId,
    );
    return row && { ...(JSON.parse(row.data) as Comment), state: row.state };
  }

  /** At most `limit` of the newest comments with `seq < before`, oldest first. */
  comments(before: number, limit: number): Comment[] {
    const rows = this.#all<{ state: Comment["state"]; data: string }>(
      "SELECT state, data FROM comments WHERE seq < ? ORDER BY seq DESC LIMIT ?",
      before,
      limit,
    );
    return rows.map((row) => ({ ...(JSON.parse(row.data) as Comment), state: row.state })).reverse();
  }

  /** What was answered to a key. Keys are their senders' secrets (links are made from them), so only hashes are kept. */
  key(actor: string, key: string): KeyRow | null {
    return this.#one<KeyRow & Record<string, SqlStorageValue>>(
      "SELECT hash, seq FROM keys WHERE actor = ? AND key = ?",
      actor,
      sha256Hex(key),
    );
  }

  saveKey(actor: string, key: string, row: KeyRow, at: number): void {
    this.#sql.exec("INSERT INTO keys VALUES (?, ?, ?, ?, ?)", actor, sha256Hex(key), row.hash, row.seq, at);
  }

  purgeKeys(before: number): void {
    this.#sql.exec(
      "DELETE FROM keys WHERE (actor, key) IN (SELECT actor, key FROM keys WHERE at < ? LIMIT ?)",
      before,
      KEYS_PURGED_AT_ONCE,
    );
  }

  /** The random secret that this draft's links are made with; made when first asked for. */
  linkSeed(): string {
    const known = this.#one<{ value: string }>("SELECT value FROM seed")?.value;
    if (known !== undefined) return known;
    const value = randomToken(SEED_BYTES);
    this.#sql.exec("INSERT INTO seed VALUES (?)", value);
    return value;
  }

  inviteByHash(hash: string): { id: string; boundHash: string | null } | null {
    const row = this.#one<{ invite: string; bound: string | null }>(
      "SELECT invite, bound FROM invite_links WHERE hash = ?",
      hash,
    );
    return row && { id: row.invite, boundHash: row.bound };
  }

  /** Stores the hash of an invite's link; a renewed invite's old link is forgotten, its binding stays. */
  saveInviteLink(inviteId: string, hash: string, boundHash: string | null): void {
    const known = this.#one<{ bound: string | null }>(
      "SELECT bound FROM invite_links WHERE invite = ?",
      inviteId,
    );
    this.#sql.exec("DELETE FROM invite_links WHERE invite = ?", inviteId);
    this.#sql.exec(
      "INSERT INTO invite_links VALUES (?, ?, ?)",
      hash,
      inviteId,
      boundHash ?? known?.bound ?? null,
    );
  }

  visit(member: string): VisitRow | null {
    return this.#one<VisitRow & Record<string, SqlStorageValue>>(
      "SELECT read_seq AS readSeq, seen_at AS seenAt FROM visits WHERE member = ?",
      member,
    );
  }

  saveVisit(member: string, row: VisitRow): void {
    this.#sql.exec("INSERT OR REPLACE INTO visits VALUES (?, ?, ?)", member, row.readSeq, row.seenAt);
  }

  note(member: string): { text: string; at: number } | null {
    return this.#one<{ text: string; at: number }>("SELECT text, at FROM notes WHERE member = ?", member);
  }

  saveNote(member: string, text: string, at: number): void {
    this.#sql.exec("INSERT OR REPLACE INTO notes VALUES (?, ?, ?)", member, text, at);
  }

  /** Newest event that D1 has confirmed. */
  shipped(): number {
    return this.#one<{ seq: number }>("SELECT seq FROM cursor WHERE name = 'shipped'")?.seq ?? 0;
  }

  saveShipped(seq: number): void {
    this.#sql.exec("INSERT OR REPLACE INTO cursor VALUES ('shipped', ?)", seq);
  }

  #all<T extends Record<string, SqlStorageValue>>(query: string, ...bindings: SqlStorageValue[]): T[] {
    return this.#sql.exec<T>(query, ...bindings).toArray();
  }

  #one<T extends Record<string, SqlStorageValue>>(query: string, ...bindings: SqlStorageValue[]): T | null {
    return this.#all<T>(query, ...bindings)[0] ?? null;
  }

  #data<T>(query: string, ...bindings: SqlStorageValue[]): T[] {
    return this.#all<{ data: string }>(query, ...bindings).map((row) => JSON.parse(row.data) as T);
  }
}
