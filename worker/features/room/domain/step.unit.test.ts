import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "../../../kernel/clock.ts";
import { INVITES_OPEN_MAX } from "../../../kernel/limits.ts";
import type { Actor } from "../commands.ts";
import { nextId, person } from "../room.fixture.ts";
import { memberById } from "./ring.ts";
import { Room } from "./room-in-memory.fixture.ts";
import { CLOSED_INVITES_KEPT } from "./state.ts";

const refused = (code: string) => ({ ok: false, failure: { code } });

describe("the ring", () => {
  it("promise 1, one writer: only the holder appends, at the epoch of now", () => {
    const room = new Room();
    room.join(person(1));
    expect(room.run(person(1), { t: "append", epoch: 1, text: "Mine" }).outcome).toMatchObject(
      refused("ring_required"),
    );
    expect(room.run(person(2), { t: "append", epoch: 1, text: "Mine" }).outcome).toMatchObject(
      refused("draft_not_found"),
    );
    room.run(person(0), { t: "pass", epoch: 1, to: person(1).id });
    room.run(person(1), { t: "pass", epoch: 2, to: person(0).id });
    expect(room.run(person(0), { t: "append", epoch: 1, text: "Old" }).outcome).toMatchObject(
      refused("ring_epoch_stale"),
    );
    expect(room.run(person(0), { t: "append", epoch: 3, text: "New" }).outcome).toMatchObject({ ok: true });
  });

  it("refuses a pass to oneself, to a reader, to a stranger", () => {
    const room = new Room();
    room.join(person(1), "viewer");
    expect(room.run(person(0), { t: "pass", epoch: 1, to: person(0).id }).outcome).toMatchObject(
      refused("pass_to_self"),
    );
    expect(room.run(person(0), { t: "pass", epoch: 1, to: person(1).id }).outcome).toMatchObject(
      refused("not_a_writer"),
    );
    expect(room.run(person(0), { t: "pass", epoch: 1, to: person(4).id }).outcome).toMatchObject(
      refused("member_not_found"),
    );
  });

  it("queues requests first come first served, one each, and consumes the winner's", () => {
    const room = new Room();
    for (const index of [1, 2]) room.join(person(index));
    room.run(person(2), { t: "request" });
    room.run(person(1), { t: "request" });
    expect(room.run(person(1), { t: "request" }).outcome).toMatchObject(refused("already_requested"));
    room.now += 25 * HOUR_MS;
    room.run(null, null);
    expect(room.state.ring.holderId).toBe(person(2).id);
    expect(room.state.requests.map((request) => request.memberId)).toEqual([person(1).id]);
  });

  it("skips those who let it lapse last time, and stays when nobody is left", () => {
    const room = new Room();
    for (const index of [1, 2]) room.join(person(index));
    const holders = [room.state.ring.holderId];
    for (let day = 0; day < 5; day++) {
      room.now += 24 * HOUR_MS;
      room.run(null, null);
      holders.push(room.state.ring.holderId);
    }
    expect(holders).toEqual([0, 1, 2, 2, 2, 2].map((index) => person(index).id));
    expect(room.run(person(0), { t: "request" }).events.at(-1)).toMatchObject({
      type: "ring_moved",
      to: person(0).id,
      reason: "lease_expired",
    });
  });

  it("measures the lease from the last pass or append", () => {
    const room = new Room();
    room.join(person(1));
    room.run(person(0), { t: "settings", settings: { lease: "10m" } });
    room.now += 9 * MINUTE_MS;
    room.run(person(0), { t: "append", epoch: 1, text: "Still here" });
    room.now += 9 * MINUTE_MS;
    room.run(null, null);
    expect(room.state.ring.holderId).toBe(person(0).id);
    room.now += MINUTE_MS;
    room.run(null, null);
    expect(room.state.ring.holderId).toBe(person(1).id);
  });

  it("is recalled by the owner only, by name", () => {
    const room = new Room();
    for (const index of [1, 2]) room.join(person(index));
    room.run(person(0), { t: "pass", epoch: 1, to: person(1).id });
    expect(room.run(person(2), { t: "recall" }).outcome).toMatchObject(refused("forbidden"));
    expect(room.run(person(0), { t: "recall" }).events).toMatchObject([
      { type: "ring_moved", reason: "recalled", actorId: person(0).id },
    ]);
  });

  it("passes by the draft's rule after an append", () => {
    const room = new Room();
    for (const index of [1, 2]) room.join(person(index));
    room.run(person(0), { t: "settings", settings: { nextHolderRule: "round_robin" } });
    const order = [0, 1, 2, 0].map((index) => {
      room.now += MINUTE_MS;
      return room
        .run(person(index), { t: "append", epoch: room.state.ring.epoch, text: "Next" })
        .events.at(-1);
    });
    expect(order.map((event) => event?.type === "ring_moved" && event.reason)).toEqual([
      "turn",
      "turn",
      "turn",
      "turn",
    ]);
  });

  it("moves at once when its holder leaves or is removed", () => {
    const room = new Room();
    for (const index of [1, 2]) room.join(person(index));
    room.run(person(0), { t: "pass", epoch: 1, to: person(1).id });
    room.run(person(1), { t: "leave" });
    expect(room.state.ring.holderId).toBe(person(2).id);
    room.run(person(0), { t: "remove_member", memberId: person(2).id });
    expect(room.state.ring.holderId).toBe(person(0).id);
  });

  it("hands the draft to the longest-standing writer when the owner leaves, else archives it", () => {
    const room = new Room();
    room.join(person(1), "commenter");
    room.join(person(2));
    room.run(person(0), { t: "leave" });
    expect(memberById(room.state, person(2).id)).toMatchObject({ role: "owner" });
    expect(room.state.ring.holderId).toBe(person(2).id);
    room.run(person(2), { t: "leave" });
    expect(room.state.status).toBe("archived");
  });
});

describe("writing", () => {
  it("credits an accepted suggestion to its author, appended by the holder", () => {
    const room = new Room();
    room.join(person(1), "commenter");
    const added = room.run(person(1), {
      t: "comment",
      kind: "suggestion",
      segmentSeq: null,
      text: "And then it rained.",
    }).events[0];
    const commentId = added?.type === "comment_added" ? added.comment.id : "";
    room.run(person(0), { t: "accept", epoch: 1, commentId });
    expect(room.segments()).toMatchObject([
      { authorId: person(1).id, appendedBy: person(0).id, text: "And then it rained." },
    ]);
    expect(room.run(person(0), { t: "accept", epoch: 1, commentId }).outcome).toMatchObject(
      refused("suggestion_settled"),
    );
  });

  it("restoring appends, never rewrites: an earlier text comes again, credited to its author", () => {
    const room = new Room();
    room.join(person(1));
    room.run(person(0), { t: "append", epoch: 1, text: "It rained." });
    const [first] = room.segments();
    room.run(person(0), { t: "pass", epoch: 1, to: person(1).id });
    const again = (actor: Actor, seq: number) => room.run(actor, { t: "bring_back", epoch: 2, seq }).outcome;
    expect(again(person(0), first?.seq ?? 0)).toMatchObject(refused("ring_required"));
    expect(again(person(1), 1)).toMatchObject(refused("segment_not_found"));
    expect(again(person(1), first?.seq ?? 0)).toMatchObject({ ok: true });
    expect(room.segments()[0]).toEqual(first);
    expect(room.segments()[1]).toMatchObject({
      text: "It rained.",
      authorId: person(0).id,
      appendedBy: person(1).id,
    });
  });

  it("refuses appends to archived and published drafts, and comments by viewers", () => {
    const room = new Room();
    room.join(person(1), "viewer");
    expect(
      room.run(person(1), { t: "comment", kind: "comment", segmentSeq: null, text: "Hm" }).outcome,
    ).toMatchObject(refused("forbidden"));
    room.run(person(0), { t: "archive" });
    expect(room.run(person(0), { t: "append", epoch: 1, text: "Late" }).outcome).toMatchObject(
      refused("draft_not_open"),
    );
    room.run(person(0), { t: "restore" });
    room.run(person(0), { t: "append", epoch: 1, text: "In time" });
    room.run(person(0), { t: "publish" });
    expect(room.run(person(0), { t: "append", epoch: 1, text: "Late" }).outcome).toMatchObject(
      refused("draft_not_open"),
    );
  });

  it("refuses an append behind a segment that the caller has not seen", () => {
    const room = new Room();
    const first = room.run(person(0), { t: "append", epoch: 1, text: "One", expectedSeq: 0 });
    expect(first.outcome).toEqual({ ok: true, seq: 2 });
    expect(room.run(person(0), { t: "append", epoch: 1, text: "Two", expectedSeq: 0 }).outcome).toMatchObject(
      refused("seq_mismatch"),
    );
    expect(room.run(person(0), { t: "append", epoch: 1, text: "Two", expectedSeq: 2 }).outcome).toMatchObject(
      { ok: true },
    );
  });

  it("an invite lets one in, once, and not after its end", () => {
    const room = new Room();
    const invite = (id: string) =>
      room.run(person(0), {
        t: "invite",
        inviteId: id,
        role: "writer",
        lifetimeMs: HOUR_MS,
        tokenHash: id,
        boundHash: null,
      });
    const redeem = (actor: Actor, id: string) => room.run(actor, { t: "redeem", tokenHash: id }).outcome;
    const [one, two] = [nextId(), nextId()];
    invite(one);
    invite(two);
    expect(redeem(person(1), one)).toMatchObject({ ok: true });
    expect(redeem(person(2), one)).toMatchObject(refused("invite_used"));
    expect(redeem(person(1), two)).toMatchObject(refused("already_member"));
    room.run(person(0), { t: "revoke_invite", inviteId: two });
    expect(redeem(person(2), two)).toMatchObject(refused("invite_revoked"));
    const three = nextId();
    invite(three);
    room.now += HOUR_MS;
    expect(redeem(person(2), three)).toMatchObject(refused("invite_expired"));
  });

  it("an invite ends with its maker's right to make it", () => {
    const room = new Room();
    const [mara, ilo, juno] = [person(0), person(1), person(2)];
    room.join(ilo);
    room.run(mara, { t: "settings", settings: { writersMayInvite: true } });
    const inviteBy = (actor: Actor) => {
      const inviteId = nextId();
      const link = { lifetimeMs: HOUR_MS, tokenHash: inviteId, boundHash: null };
      expect(room.run(actor, { t: "invite", inviteId, role: "writer", ...link }).outcome.ok).toBe(true);
      return inviteId;
    };
    const redeem = (actor: Actor, id: string) => room.run(actor, { t: "redeem", tokenHash: id }).outcome;
    const renew = (id: string) =>
      room.run(ilo, { t: "renew_invite", inviteId: id, tokenHash: nextId() }).outcome;

    const demoted = inviteBy(ilo);
    room.run(mara, { t: "change_role", memberId: ilo.id, role: "viewer" });
    expect(renew(demoted)).toMatchObject(refused("forbidden"));
    expect(redeem(juno, demoted)).toMatchObject(refused("invite_revoked"));

    room.run(mara, { t: "change_role", memberId: ilo.id, role: "writer" });
    const removed = inviteBy(ilo);
    room.run(mara, { t: "remove_member", memberId: ilo.id });
    expect(redeem(ilo, removed)).toMatchObject(refused("invite_revoked"));

    room.join(ilo);
    const left = inviteBy(ilo);
    room.run(ilo, { t: "leave" });
    expect(redeem(ilo, left)).toMatchObject(refused("invite_revoked"));

    room.join(ilo);
    const expired = inviteBy(ilo);
    room.run(mara, { t: "settings", settings: { writersMayInvite: false } });
    expect(renew(expired)).toMatchObject(refused("forbidden"));
  });

  it("remembers a bounded number of invites that have run out, and counts a renewed one as open", () => {
    const room = new Room();
    const ids: string[] = [];
    const invite = () => {
      const inviteId = nextId();
      const link = { lifetimeMs: HOUR_MS, tokenHash: inviteId, boundHash: null };
      ids.push(inviteId);
      return room.run(person(0), { t: "invite", inviteId, role: "viewer", ...link }).outcome;
    };
    for (let hour = 0; hour < 6; hour++) {
      for (let made = 0; made < INVITES_OPEN_MAX; made++) expect(invite().ok).toBe(true);
      room.now += HOUR_MS;
    }
    expect(invite().ok).toBe(true);
    expect(room.state.invites).toHaveLength(CLOSED_INVITES_KEPT + 1);
    for (let made = 1; made < INVITES_OPEN_MAX; made++) invite();
    const inviteId = ids[5 * INVITES_OPEN_MAX] ?? "";
    expect(room.run(person(0), { t: "renew_invite", inviteId, tokenHash: nextId() }).outcome).toMatchObject(
      refused("invite_limit"),
    );
  });
});
