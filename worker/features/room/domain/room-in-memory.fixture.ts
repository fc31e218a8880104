import { expect } from "vitest";
import { HOUR_MS } from "../../../kernel/clock.ts";
import type { Actor, RoomCommand } from "../commands.ts";
import type { Comment, RoomEvent, Segment } from "../contract.ts";
import { contextOf, createInput, type Keyless, nextId, person, withKey } from "../room.fixture.ts";
import type { Lookup } from "./decision.ts";
import { LEASE_MS } from "./ring.ts";
import type { DraftState } from "./state.ts";
import { open, type Step, step } from "./step.ts";
import { evolveComments } from "./view.ts";

export const START = Date.UTC(2026, 0, 1);
/** A room in memory: the step and what a real object would look up for it. */
export class Room {
  state: DraftState;
  readonly events: RoomEvent[];
  comments: Comment[] = [];
  now = START;

  constructor() {
    const begun = open(createInput(), person(0), { now: START, newId: nextId, leases: LEASE_MS });
    this.state = begun.state;
    this.events = [...begun.events];
  }

  run(actor: Actor | null, command: Keyless | null): Step {
    const whole = command && withKey(command);
    const done = step(this.state, whole, contextOf(actor, this.now, { lookup: this.#lookup(whole) }));
    this.state = done.state;
    this.events.push(...done.events);
    for (const event of done.events) this.comments = evolveComments(this.comments, event);
    return done;
  }

  join(actor: Actor, role: "writer" | "commenter" | "viewer" = "writer"): void {
    const inviteId = nextId();
    this.run(person(0), {
      t: "invite",
      inviteId,
      role,
      lifetimeMs: HOUR_MS,
      tokenHash: inviteId,
      boundHash: null,
    });
    const done = this.run(actor, { t: "redeem", tokenHash: inviteId });
    expect(done.outcome).toMatchObject({ ok: true });
  }

  segments(): Segment[] {
    return this.events.flatMap((event) => (event.type === "segment_appended" ? [event.segment] : []));
  }

  #lookup(command: RoomCommand | null): Lookup {
    if (command?.t === "accept" || command?.t === "dismiss")
      return { comment: this.comments.find((comment) => comment.id === command.commentId) ?? null };
    if (command?.t === "comment" || command?.t === "bring_back") {
      const seq = command.t === "comment" ? command.segmentSeq : command.seq;
      return { segment: this.segments().find((segment) => segment.seq === seq) ?? null };
    }
    if (command?.t === "redeem") return { invite: { id: command.tokenHash, boundHash: null } };
    return {};
  }
}
