import { env } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { HOUR_MS } from "../../kernel/clock.ts";
import {
  type ApiPerson,
  codeOf,
  createWorld,
  draftWith,
  good,
  tokenOf,
  type World,
} from "../drafts/drafts.fixture.ts";

let world: World;
let mara: ApiPerson;
let ilo: ApiPerson;
let juno: ApiPerson;

beforeAll(async () => {
  world = createWorld();
  [mara, ilo, juno] = await Promise.all([world.join("Mara"), world.join("Ilo"), world.join("Juno")]);
});

describe("invites", () => {
  it("show who invites to what, and consume nothing by being looked at", async () => {
    const id = await draftWith(mara);
    const { url } = await good(
      mara.client.call("createInvite", { params: { id }, body: { role: "commenter" } }),
    );
    const params = { token: tokenOf(url) };
    for (let look = 0; look < 3; look++)
      expect(await good(world.anonymous.call("peekInvite", { params }))).toMatchObject({
        draftTitle: "Night train",
        inviterHandle: mara.handle,
        role: "commenter",
      });
    expect(await good(ilo.client.call("redeemInvite", { params }))).toEqual({ draftId: id });
    expect(await codeOf(world.anonymous.call("peekInvite", { params }))).toBe("invite_used");
  });

  it("let one of fifty in, and answer a repeated key of the winner again", async () => {
    const id = await draftWith(mara);
    const { url } = await good(mara.client.call("createInvite", { params: { id }, body: {} }));
    const params = { token: tokenOf(url) };
    const people = await Promise.all(Array.from({ length: 50 }, (_, index) => world.join(`P${index}`)));
    const tries = people.map((person) => ({ person, key: crypto.randomUUID() }));
    const codes = await Promise.all(
      tries.map(({ person, key }) => codeOf(person.client.call("redeemInvite", { params, key }))),
    );
    expect(codes.filter((code) => code === "ok")).toHaveLength(1);
    const winner = tries[codes.indexOf("ok")];
    expect(
      await codeOf(
        winner?.person.client.call("redeemInvite", { params, key: winner.key }) ?? Promise.reject(),
      ),
    ).toBe("ok");
  });

  it("say which way they ended", async () => {
    const id = await draftWith(mara);
    const made = await good(
      mara.client.call("createInvite", { params: { id }, body: { lifetimeMs: HOUR_MS } }),
    );
    await good(mara.client.call("revokeInvite", { params: { id, inviteId: made.id } }));
    expect(await codeOf(ilo.client.call("redeemInvite", { params: { token: tokenOf(made.url) } }))).toBe(
      "invite_revoked",
    );
    const later = createWorld({ clock: { now: () => Date.now() + 8 * 24 * HOUR_MS } });
    const other = await good(mara.client.call("createInvite", { params: { id }, body: {} }));
    expect(await codeOf(later.anonymous.call("peekInvite", { params: { token: tokenOf(other.url) } }))).toBe(
      "invite_expired",
    );
    const absent = `${id}.${"a".repeat(32)}`;
    expect(await codeOf(world.anonymous.call("peekInvite", { params: { token: absent } }))).toBe(
      "invite_not_found",
    );
    expect(await codeOf(ilo.client.call("redeemInvite", { params: { token: absent } }))).toBe(
      "invite_not_found",
    );
  });

  it("can be bound to an address or a handle", async () => {
    const id = await draftWith(mara);
    const byMail = await good(
      mara.client.call("createInvite", {
        params: { id },
        body: { boundTo: { email: ilo.email.toUpperCase() } },
      }),
    );
    expect(await codeOf(juno.client.call("redeemInvite", { params: { token: tokenOf(byMail.url) } }))).toBe(
      "invite_not_for_you",
    );
    expect(await codeOf(ilo.client.call("redeemInvite", { params: { token: tokenOf(byMail.url) } }))).toBe(
      "ok",
    );
    const byHandle = await good(
      mara.client.call("createInvite", { params: { id }, body: { boundTo: { handle: juno.handle } } }),
    );
    expect(await codeOf(juno.client.call("redeemInvite", { params: { token: tokenOf(byHandle.url) } }))).toBe(
      "ok",
    );
  });

  it("get a new link by resending; the old one stops working", async () => {
    const id = await draftWith(mara);
    const made = await good(mara.client.call("createInvite", { params: { id }, body: {} }));
    const again = await good(mara.client.call("resendInvite", { params: { id, inviteId: made.id } }));
    expect(again.id).toBe(made.id);
    expect(await codeOf(world.anonymous.call("peekInvite", { params: { token: tokenOf(made.url) } }))).toBe(
      "invite_not_found",
    );
    expect(await codeOf(world.anonymous.call("peekInvite", { params: { token: tokenOf(again.url) } }))).toBe(
      "ok",
    );
  });

  it("promise 4: the same key gives the same link again, and one invite", async () => {
    const id = await draftWith(mara);
    const call = { params: { id }, body: {}, key: crypto.randomUUID() };
    const made = await Promise.all([1, 2, 3].map(() => good(mara.client.call("createInvite", call))));
    expect(new Set(made.map((invite) => invite.url)).size).toBe(1);
    expect((await good(mara.client.call("listInvites", { params: { id } }))).invites).toHaveLength(1);
    const again = { params: { id, inviteId: made[0]?.id ?? "" }, key: crypto.randomUUID() };
    const renewed = await Promise.all([1, 2].map(() => good(mara.client.call("resendInvite", again))));
    expect(renewed[0]).toEqual(renewed[1]);
    expect(renewed[0]?.url).not.toBe(made[0]?.url);
  });

  it("answer a repeated redemption again, even after a change of handle", async () => {
    const guest = await world.join("Guest");
    const id = await draftWith(mara);
    const { url } = await good(mara.client.call("createInvite", { params: { id }, body: {} }));
    const call = { params: { token: tokenOf(url) }, key: crypto.randomUUID() };
    await good(guest.client.call("redeemInvite", call));
    await good(
      guest.client.call("updateMe", { body: { handle: `other_${crypto.randomUUID().slice(0, 8)}` } }),
    );
    expect(await good(guest.client.call("redeemInvite", call))).toEqual({ draftId: id });
  });

  it("are the owner's to make, and writers' where the draft allows it", async () => {
    const id = await draftWith(mara, [{ person: ilo }]);
    const params = { id };
    expect(await codeOf(ilo.client.call("createInvite", { params, body: {} }))).toBe("forbidden");
    await good(mara.client.call("changeSettings", { params, body: { writersMayInvite: true } }));
    expect(await codeOf(ilo.client.call("createInvite", { params, body: {} }))).toBe("ok");
    expect((await good(ilo.client.call("listInvites", { params }))).invites).toHaveLength(1);
    expect(await codeOf(mara.client.call("createInvite", { params, body: { role: "owner" } as never }))).toBe(
      "validation_failed",
    );
    expect(await codeOf(mara.client.call("createInvite", { params, body: { lifetimeMs: 1 } }))).toBe(
      "validation_failed",
    );
  });

  it("promise 6: neither list, events nor D1 hold a token or its hash", async () => {
    const id = await draftWith(mara);
    const { url } = await good(
      mara.client.call("createInvite", {
        params: { id },
        body: { boundTo: { email: "secret@example.com" } },
      }),
    );
    const secret = tokenOf(url).split(".")[1] ?? "";
    const seen = JSON.stringify([
      await good(mara.client.call("listInvites", { params: { id } })),
      await good(mara.client.call("listEvents", { params: { id } })),
      (await env.DB.prepare("SELECT * FROM events").all()).results,
    ]);
    expect(seen).not.toContain(secret);
    expect(seen).not.toContain("secret@example.com");
    expect(seen).not.toMatch(/hash/i);
  });

  it("stop at fifty open ones", async () => {
    const id = await draftWith(mara);
    for (let made = 0; made < 50; made++)
      await good(mara.client.call("createInvite", { params: { id }, body: {} }));
    expect(await codeOf(mara.client.call("createInvite", { params: { id }, body: {} }))).toBe("invite_limit");
  });
});
