import { DurableObject } from "cloudflare:workers";
import { drizzle } from "drizzle-orm/d1";
import { type Config, type Env, parseConfig } from "../../env.ts";
import { canonicalJson, sha256Hex } from "../../kernel/crypto.ts";
import { newId } from "../../kernel/ids.ts";
import { IDEMPOTENCY_KEEP_MS } from "../../kernel/limits.ts";
import { fail, ok, type Result } from "../../kernel/result.ts";
import { Checkpoints } from "./checkpoint.ts";
import type { Ack, Actor, CreateInput, LinkCommand, RoomCommand } from "./commands.ts";
import type { DraftFacts, RoomEvent } from "./contract.ts";
import type { Lookup, StepContext } from "./domain/decision.ts";
import { hashToken, linkToken } from "./domain/link.ts";
import { LEASE_MS, leaseWake, memberById } from "./domain/ring.ts";
import type { DraftState, LeaseLengths } from "./domain/state.ts";
import { open, type Step, step } from "./domain/step.ts";
import { answer } from "./live.ts";
import { type InvitePeek, lookupFor, peekInvite, saveLink } from "./lookup.ts";
import { Outbox, SHIP_AFTER_MS } from "./outbox.ts";
import { PING_TEXT, PONG_TEXT, SWEEP_EVERY_MS } from "./protocol.ts";
import {
  factsOf,
  READERS,
  type ReaderInput,
  type ReaderOutput,
  type Readers,
  type Reading,
  rememberReads,
  youIn,
} from "./reading.ts";
import { type EndedSignIn, Sessions, TOO_MANY } from "./sessions.ts";
import { RoomStorage } from "./storage.ts";

const NOT_FOUND = fail("draft_not_found", "This draft is not yours to see, or does not exist.");

/**
 * One draft: the shell around the pure `step`. It loads the state, runs the step, stores what happened in one
 * transaction, tells the sockets, and wakes by one alarm. All rules live in `domain/`.
 */
export class DraftObject extends DurableObject<Env> {
  readonly storage: RoomStorage;
  readonly sessions: Sessions;
  readonly checkpoints: Checkpoints;
  readonly outbox: Outbox;
  readonly config: Config;
  /** Replaced in tests. */
  clock: () => number = Date.now;
  leases: LeaseLengths;
  #state: DraftState | null = null;
  #armed: number | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.config = parseConfig(env);
    this.leases =
      this.config.DEV_LEASE_MS === undefined ? LEASE_MS : { ...LEASE_MS, "10m": this.config.DEV_LEASE_MS };
    this.storage = new RoomStorage(ctx.storage.sql);
    this.sessions = new Sessions(ctx, this.config.SOCKET_COMMANDS_MAX, () => this.clock());
    this.checkpoints = new Checkpoints(this.storage);
    this.outbox = new Outbox(drizzle(env.DB), this.storage);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING_TEXT, PONG_TEXT));
    ctx.blockConcurrencyWhile(async () => {
      if (!this.storage.exists()) return;
      this.storage.migrate();
      this.#state = this.checkpoints.restore(this.leases);
      this.#armed = await ctx.storage.getAlarm();
      if (this.#state) this.#arm(this.#state);
    });
  }

  /** Begins the draft. `asked` is what the creator asked for: the same key with the same again returns the first answer. */
  create(input: CreateInput, creator: Actor, key: string, asked: string): Result<Ack> {
    const hash = sha256Hex(asked);
    const known = this.replay(creator.id, key, hash);
    if (known) return known;
    if (this.#state) return fail("draft_exists", "This draft exists already.");
    this.storage.migrate();
    const begun = open(input, creator, this.#context(creator));
    return this.#commit(begun, { actorId: creator.id, key, hash });
  }

  /** Runs a command, from whichever door it came. A name that the actor shows here is the member's name from now on. */
  execute(actor: Actor, command: RoomCommand): Result<Ack> {
    if (!this.#state) return NOT_FOUND;
    const { key, ...body } = command;
    const hash = sha256Hex(canonicalJson(body));
    const known = this.replay(actor.id, key, hash);
    if (known) return known;
    if (memberById(this.#state, actor.id) && !this.sessions.allowMember(actor.id)) return TOO_MANY;
    const context = this.#context(actor, lookupFor(this.storage, command));
    return this.#commit(step(this.#state, command, context), { actorId: actor.id, key, hash, command });
  }

  /** Makes or renews an invite. Its link is made here, the same for the same key, and kept as a hash only. */
  makeLink(actor: Actor, command: LinkCommand): Result<{ token: string }> {
    if (!this.#state) return NOT_FOUND;
    const token = linkToken(this.#state.id, this.storage.linkSeed(), actor.id, command.key);
    const done = this.execute(actor, { ...command, tokenHash: hashToken(token) } as RoomCommand);
    return done.ok ? ok({ token }) : done;
  }

  /** One of the reads of `reading.ts`, for a member. */
  read<K extends keyof Readers>(reader: K, memberId: string, input: ReaderInput<K>): Result<ReaderOutput<K>> {
    const you = this.#state && youIn(this.storage, this.#state, memberId);
    if (!this.#state || !you) return NOT_FOUND;
    const readers: { [R in keyof Readers]: (room: Reading, input: ReaderInput<R>) => ReaderOutput<R> } =
      READERS;
    return ok(readers[reader]({ storage: this.storage, state: this.#state, you, now: this.#now() }, input));
  }

  /** What an invite's link shows before anybody joins. Consumes nothing. */
  peekInvite(tokenHash: string): InvitePeek | null {
    return this.#state && peekInvite(this.storage, this.#state, tokenHash);
  }

  /** Internal: facts for cards and insights, whoever asks. */
  facts(now: number): DraftFacts | null {
    return this.#state && factsOf(this.storage, this.#state, now, this.leases);
  }

  /** A sign-in of this person ended: the sockets it opened close. */
  endSignIn(memberId: string, ended: EndedSignIn): void {
    this.sessions.byeSignIn(memberId, ended);
  }

  /** Ships the log to D1 now, so that a list read next shows it. */
  async flush(): Promise<void> {
    const state = this.#state;
    if (state) await this.outbox.ship(() => this.#state ?? state);
  }

  /** The WebSocket door. The Worker authenticated the actor and says who it is in a header of its own. */
  override async fetch(request: Request): Promise<Response> {
    const actor = JSON.parse(
      decodeURIComponent(request.headers.get("x-onering-actor") ?? "null"),
    ) as Actor | null;
    const signInId = request.headers.get("x-onering-sign-in") ?? "";
    const member = actor && this.#state && memberById(this.#state, actor.id);
    if (!this.#state || !actor || !member?.active) return new Response(null, { status: 404 });
    const { 0: client, 1: server } = new WebSocketPair();
    const full =
      this.sessions.size >= this.config.SOCKETS_PER_DRAFT_MAX && !this.sessions.makeRoomFor(actor.id);
    this.sessions.add(server, actor.id, signInId);
    if (full) this.sessions.bye(server, "room_full", "This room is full. Try again in a little while.");
    else this.#arm(this.#state);
    return new Response(null, { status: 101, webSocket: client });
  }

  override webSocketMessage(socket: WebSocket, frame: string | ArrayBuffer): void {
    const session = this.sessions.get(socket);
    if (session && this.#state) answer(this, this.#state, socket, session.memberId, frame);
  }

  override webSocketClose(socket: WebSocket): void {
    rememberReads(this.storage, this.sessions.readMarks(), this.#now());
    this.sessions.drop(socket);
  }

  override webSocketError(socket: WebSocket): void {
    this.sessions.drop(socket);
  }

  override async alarm(): Promise<void> {
    this.#armed = null;
    if (!this.#state) return;
    const now = this.#now();
    this.#commit(step(this.#state, null, this.#context(null)), null);
    rememberReads(this.storage, this.sessions.readMarks(), this.#now());
    this.sessions.sweep(this.#state.seq);
    this.checkpoints.keep(this.#state, true);
    this.storage.purgeKeys(now - IDEMPOTENCY_KEEP_MS);
    await this.flush();
    this.#arm(this.#state);
  }

  #context(actor: Actor | null, lookup: Lookup = {}): StepContext {
    const now = this.#now();
    return { now, actor, newId: () => newId(now), leases: this.leases, lookup };
  }

  /** Time never runs backwards in a draft, even when the machine's clock does. */
  #now(): number {
    return Math.max(this.clock(), this.#state?.updatedAt ?? 0);
  }

  /** The first answer to a key, a mismatch, or null for a new key. */
  replay(actorId: string, key: string, hash: string): Result<Ack> | null {
    const known = this.#state && this.storage.key(actorId, key);
    if (!known) return null;
    if (known.hash === hash) return ok({ seq: known.seq, replayed: true });
    return fail("idempotency_mismatch", "That Idempotency-Key was used for something else. Use a new one.");
  }

  /** Stores a step in one synchronous transaction (state, log that is the outbox, key, alarm), then tells everybody. */
  #commit(
    done: Step,
    by: { actorId: string; key: string; hash: string; command?: RoomCommand } | null,
  ): Result<Ack> {
    const before = this.#state;
    if (done.events.length === 0 && !done.outcome.ok) return { ok: false, error: done.outcome.failure };
    const told = this.ctx.storage.transactionSync(() => {
      const json = this.storage.appendEvents(done.events);
      this.checkpoints.keep(done.state, before === null);
      if (by && done.outcome.ok) {
        this.storage.saveKey(by.actorId, by.key, { hash: by.hash, seq: done.outcome.seq }, this.#now());
        saveLink(this.storage, by.command);
      }
      this.#arm(done.state);
      return json;
    });
    this.#state = done.state;
    for (const json of told)
      this.sessions.broadcast(`{"t":"event","event":${json},"leaseEndsAt":${done.state.ring.leaseEndsAt}}`);
    for (const event of done.events) this.#afterwards(event);
    return done.outcome.ok
      ? ok({ seq: done.outcome.seq, replayed: false })
      : { ok: false, error: done.outcome.failure };
  }

  #afterwards(event: RoomEvent): void {
    if (event.type === "segment_appended") this.sessions.wrote(event.segment.appendedBy);
    if (event.type === "member_left")
      this.sessions.byeMember(event.memberId, "membership_lost", "You are no longer in this draft.");
  }

  /** One alarm serves every timer: the outbox, the end of the lease, the sweep for ghosts. */
  #arm(state: DraftState): void {
    const now = this.clock();
    if (
      this.#armed !== null &&
      this.#armed <= Math.min(now + SHIP_AFTER_MS, state.ring.leaseEndsAt ?? Infinity)
    )
      return;
    const timers = [
      this.outbox.due(state, now),
      leaseWake(state),
      this.sessions.company ? now + SWEEP_EVERY_MS : null,
    ].filter((time) => time !== null);
    if (timers.length === 0) return;
    const next = Math.min(...timers);
    if (this.#armed !== null && this.#armed <= next) return;
    this.#armed = next;
    void this.ctx.storage.setAlarm(next);
  }
}
