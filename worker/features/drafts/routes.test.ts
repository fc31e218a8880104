import { beforeAll, describe, expect, it } from "vitest";
import { PAGE_ITEMS_MAX } from "../../kernel/limits.ts";
import {
  type ApiPerson,
  codeOf,
  createWorld,
  draftWith,
  good,
  invited,
  type World,
} from "./drafts.fixture.ts";

let world: World;
let mara: ApiPerson;
let ilo: ApiPerson;
let stranger: ApiPerson;

beforeAll(async () => {
  world = createWorld();
  [mara, ilo, stranger] = await Promise.all([world.join("Mara"), world.join("Ilo"), world.join("Sefa")]);
});

describe("drafts over HTTP", () => {
  it("begins a draft whose creator owns it and holds the ring at epoch 1", async () => {
    const { id } = await good(
      mara.client.call("createDraft", {
        body: { title: " Night train ", platform: "x", text: "It leaves at nine." },
      }),
    );
    const { view, you } = await good(mara.client.call("getDraft", { params: { id } }));
    expect(view).toMatchObject({
      title: "Night train",
      status: "open",
      segmentCount: 1,
      ring: { holderId: mara.id, epoch: 1 },
    });
    expect(you.role).toBe("owner");
  });

  it("promise 4, never twice: the same key makes one draft and one segment", async () => {
    const key = crypto.randomUUID();
    const body = { title: "Once", platform: "bluesky" as const };
    const [one, two] = await Promise.all(
      [1, 2].map(() => good(mara.client.call("createDraft", { body, key }))),
    );
    expect(one).toEqual(two);
    const id = one?.id ?? "";
    const append = { params: { id }, body: { text: "Once only.", epoch: 1 }, key: crypto.randomUUID() };
    await Promise.all([1, 2, 3].map(() => good(mara.client.call("appendSegment", append))));
    expect((await good(mara.client.call("getDraft", { params: { id } }))).view.segmentCount).toBe(1);
    expect(
      await codeOf(mara.client.call("appendSegment", { ...append, body: { text: "Other", epoch: 1 } })),
    ).toBe("idempotency_mismatch");
  });

  it("asks for a key on every POST", async () => {
    const response = await mara.fetch("/v1/drafts", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ title: "No key", platform: "x" }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: "idempotency_key_required" });
  });

  it("writes, passes, asks, recalls through one and the same object", async () => {
    const id = await draftWith(mara, [{ person: ilo }]);
    const params = { id };
    expect(
      await codeOf(ilo.client.call("appendSegment", { params, body: { text: "Early", epoch: 1 } })),
    ).toBe("ring_required");
    await good(ilo.client.call("requestRing", { params }));
    await good(mara.client.call("passRing", { params, body: { to: ilo.id, epoch: 1 } }));
    await good(ilo.client.call("appendSegment", { params, body: { text: "Mine", epoch: 2 } }));
    await good(mara.client.call("recallRing", { params }));
    const { view } = await good(ilo.client.call("getDraft", { params }));
    expect(view).toMatchObject({ ring: { holderId: mara.id, epoch: 3 }, requests: [], segmentCount: 1 });
    const { events } = await good(ilo.client.call("listEvents", { params, query: { after: 0, limit: 100 } }));
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
  });

  it("shows nothing of somebody else's draft, whatever is tried", async () => {
    const id = await draftWith(mara);
    const params = { id };
    const tries = [
      stranger.client.call("getDraft", { params }),
      stranger.client.call("listEvents", { params }),
      stranger.client.call("getProof", { params }),
      stranger.client.call("getNote", { params }),
      stranger.client.call("appendSegment", { params, body: { text: "x", epoch: 1 } }),
      stranger.client.call("archiveDraft", { params }),
      stranger.client.call("forkDraft", { params, body: { seq: 1 } }),
      stranger.client.call("createInvite", { params, body: {} }),
    ];
    expect(new Set(await Promise.all(tries.map(codeOf)))).toEqual(new Set(["draft_not_found"]));
    const absent = { id: "00000000-0000-8000-8000-000000000000" };
    expect(await codeOf(stranger.client.call("getDraft", { params: absent }))).toBe("draft_not_found");
  });

  it("keeps lists for the people in them: mine, waiting, archived, searched, paged", async () => {
    const owner = await world.join("Tam");
    for (const title of ["Alpha", "Beta 100%", "Gamma"])
      await good(owner.client.call("createDraft", { body: { title, platform: "x" } }));
    const first = await good(owner.client.call("listDrafts", { query: { limit: 2 } }));
    const second = await good(
      owner.client.call("listDrafts", { query: { limit: 2, cursor: first.nextCursor ?? "" } }),
    );
    expect([...first.items, ...second.items].map((item) => item.title)).toEqual([
      "Gamma",
      "Beta 100%",
      "Alpha",
    ]);
    expect((await good(owner.client.call("listDrafts", { query: { q: "100%" } }))).items).toHaveLength(1);
    const long = "灯".repeat(100); // D1 takes patterns of 50 bytes only
    expect((await good(owner.client.call("listDrafts", { query: { q: long } }))).items).toEqual([]);
    expect((await good(owner.client.call("listDrafts", { query: { q: "aLPHa" } }))).items).toHaveLength(1);
    const [gamma] = first.items;
    await good(owner.client.call("archiveDraft", { params: { id: gamma?.id ?? "" } }));
    expect((await good(owner.client.call("listDrafts", { query: { tab: "archived" } }))).items).toMatchObject(
      [{ title: "Gamma" }],
    );
    expect((await good(owner.client.call("listDrafts", { query: { tab: "waiting" } }))).items).toHaveLength(
      2,
    );
    expect(await codeOf(owner.client.call("listDrafts", { query: { cursor: "nonsense" } }))).toBe(
      "validation_failed",
    );
    expect((await good(stranger.client.call("listDrafts", {}))).items).toEqual([]);
  });

  it("gives the largest page, of more drafts than D1 takes parameters", async () => {
    const owner = await world.join("Ona");
    for (let index = 0; index <= PAGE_ITEMS_MAX; index++)
      await good(owner.client.call("createDraft", { body: { title: `Draft ${index}`, platform: "x" } }));
    const page = await good(owner.client.call("listDrafts", { query: { limit: PAGE_ITEMS_MAX } }));
    expect(page.items).toHaveLength(PAGE_ITEMS_MAX);
    expect(page.items.every((item) => item.people.length === 1)).toBe(true);
  });

  it("forks at a segment, remembers its ancestor and credits everybody", async () => {
    const id = await draftWith(mara, [{ person: ilo }]);
    const first = await good(
      mara.client.call("appendSegment", { params: { id }, body: { text: "One", epoch: 1 } }),
    );
    await good(mara.client.call("passRing", { params: { id }, body: { to: ilo.id, epoch: 1 } }));
    const second = await good(
      ilo.client.call("appendSegment", { params: { id }, body: { text: "Two", epoch: 2 } }),
    );
    const fork = await good(
      ilo.client.call("forkDraft", { params: { id }, body: { seq: second.seq, title: "Mine now" } }),
    );
    const { view } = await good(ilo.client.call("getDraft", { params: fork }));
    expect(view).toMatchObject({
      title: "Mine now",
      ancestor: { draftId: id, seq: second.seq },
      segmentCount: 2,
    });
    expect(view.segments.map((segment) => segment.authorId)).toEqual([mara.id, ilo.id]);
    const file = await ilo.fetch(`/v1/drafts/${fork.id}/export?format=txt`);
    expect(await file.text()).toContain(`Goes on from event ${second.seq} of draft ${id}.`);
    expect(await codeOf(mara.client.call("getDraft", { params: fork }))).toBe("draft_not_found");
    expect(await codeOf(ilo.client.call("forkDraft", { params: { id }, body: { seq: first.seq + 1 } }))).toBe(
      "segment_not_found",
    );
  });

  it("promise 4: a fork sent again is the same fork, whatever happened to its ancestor", async () => {
    const id = await draftWith(mara, [{ person: ilo }]);
    const { seq } = await good(
      mara.client.call("appendSegment", { params: { id }, body: { text: "One", epoch: 1 } }),
    );
    const call = { params: { id }, body: { seq }, key: crypto.randomUUID() };
    const fork = await good(ilo.client.call("forkDraft", call));
    await good(mara.client.call("renameDraft", { params: { id }, body: { title: "Changed" } }));
    await good(ilo.client.call("leaveDraft", { params: { id } }));
    expect(await good(ilo.client.call("forkDraft", call))).toEqual(fork);
  });

  it("reads any earlier state", async () => {
    const id = await draftWith(mara);
    const params = { id };
    for (const text of ["One", "Two", "Three"])
      await good(mara.client.call("appendSegment", { params, body: { text, epoch: 1 } }));
    await good(mara.client.call("renameDraft", { params, body: { title: "Later" } }));
    const then = await good(mara.client.call("getHistory", { params, query: { at: 3 } }));
    expect(then).toMatchObject({
      seq: 3,
      title: "Night train",
      segments: [{ text: "One" }, { text: "Two" }],
    });
  });

  it("exports with attribution, and the export verifies", async () => {
    const id = await draftWith(mara);
    await good(
      mara.client.call("appendSegment", { params: { id }, body: { text: "# <b>Bold</b> claim", epoch: 1 } }),
    );
    const markdown = await mara.fetch(`/v1/drafts/${id}/export?format=md`);
    expect(await markdown.text()).toContain(`(@${mara.handle})`);
    expect(markdown.headers.get("content-disposition")).toContain("night-train.md");
    const json = await (await mara.fetch(`/v1/drafts/${id}/export?format=json`)).json<{
      draftId: string;
      segments: { text: string }[];
    }>();
    expect(await good(mara.client.call("verifyProof", { body: json as never }))).toMatchObject({
      holds: true,
      segments: 1,
    });
    const forged = { ...json, segments: json.segments.map((segment) => ({ ...segment, text: "Forged" })) };
    const verdict = await good(mara.client.call("verifyProof", { body: forged as never }));
    expect(verdict).toMatchObject({ holds: false });
  });

  it("keeps a note to oneself", async () => {
    const id = await draftWith(mara, [{ person: ilo }]);
    await good(mara.client.call("putNote", { params: { id }, body: { text: "Ask about the lamp" } }));
    expect(await good(mara.client.call("getNote", { params: { id } }))).toMatchObject({
      text: "Ask about the lamp",
    });
    expect(await good(ilo.client.call("getNote", { params: { id } }))).toEqual({ text: "", at: null });
  });

  it("shows a changed name from the next visit on", async () => {
    const owner = await world.join("Noor");
    const id = await draftWith(owner);
    await good(owner.client.call("updateMe", { body: { displayName: "Noor Anew" } }));
    await good(owner.client.call("appendSegment", { params: { id }, body: { text: "Here", epoch: 1 } }));
    const { view } = await good(owner.client.call("getDraft", { params: { id } }));
    expect(view.members[0]?.name).toBe("Noor Anew");
  });
});

describe("bad input", () => {
  const bodies: [string, unknown, string][] = [
    ["an empty title", { title: "  ", platform: "x" }, "validation_failed"],
    ["a title of 121 characters", { title: "a".repeat(121), platform: "x" }, "validation_failed"],
    ["a title of two lines", { title: "a\nb", platform: "x" }, "validation_failed"],
    ["a lone surrogate", { title: "a\ud800", platform: "x" }, "validation_failed"],
    ["a control character", { title: "a\u0000b", platform: "x" }, "validation_failed"],
    ["an unknown platform", { title: "a", platform: "myspace" }, "validation_failed"],
    ["an unknown field", { title: "a", platform: "x", admin: true }, "validation_failed"],
    ["a number for a title", { title: 7, platform: "x" }, "validation_failed"],
    ["an array", [], "validation_failed"],
    ["null", null, "validation_failed"],
  ];
  for (const [name, body, code] of bodies)
    it(`answers ${name} with ${code}`, async () => {
      expect(await codeOf(mara.client.call("createDraft", { body: body as never }))).toBe(code);
    });

  it("takes 120 emoji, right-to-left text and markup as the text they are", async () => {
    for (const title of ["🙂".repeat(120), "مرحبا بالعالم", "<script>alert(1)</script>"]) {
      const { id } = await good(
        mara.client.call("createDraft", { body: { title, platform: "x", text: title } }),
      );
      const { view } = await good(mara.client.call("getDraft", { params: { id } }));
      expect([view.title, view.segments[0]?.text]).toEqual([title, title]);
    }
  });

  it("refuses what is not UTF-8, not JSON, not JSON by type, or too large", async () => {
    const post = async (body: BodyInit, type = "application/json") => {
      const headers = { "content-type": type, "idempotency-key": crypto.randomUUID() };
      const response = await mara.fetch("/v1/drafts", { method: "POST", headers, body });
      return (await response.json<{ code: string }>()).code;
    };
    expect(await post(new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x7d]))).toBe("malformed_body");
    expect(await post("{")).toBe("malformed_body");
    expect(await post('{"title":"a"}', "text/plain")).toBe("unsupported_media_type");
    expect(await post(`"${"a".repeat(1_100_000)}"`)).toBe("body_too_large");
  });

  it("refuses a forged epoch and a path that is not an id", async () => {
    const id = await draftWith(mara);
    for (const epoch of [0, -1, 1.5, 2 ** 60])
      expect(
        await codeOf(mara.client.call("appendSegment", { params: { id }, body: { text: "x", epoch } })),
      ).toBe("validation_failed");
    expect(
      await codeOf(mara.client.call("appendSegment", { params: { id }, body: { text: "x", epoch: 99 } })),
    ).toBe("ring_epoch_stale");
    expect(await codeOf(mara.client.call("getDraft", { params: { id: "1' OR 1=1" } }))).toBe(
      "validation_failed",
    );
  });
});

describe("members", () => {
  it("change roles, are removed, leave", async () => {
    const id = await draftWith(mara, [{ person: ilo }, { person: stranger, role: "viewer" }]);
    const params = { id };
    expect(
      await codeOf(
        ilo.client.call("changeRole", { params: { id, memberId: mara.id }, body: { role: "viewer" } }),
      ),
    ).toBe("forbidden");
    await good(mara.client.call("passRing", { params, body: { to: ilo.id, epoch: 1 } }));
    await good(
      mara.client.call("changeRole", { params: { id, memberId: ilo.id }, body: { role: "commenter" } }),
    );
    expect((await good(mara.client.call("getDraft", { params }))).view.ring.holderId).toBe(mara.id);
    await good(mara.client.call("removeMember", { params: { id, memberId: stranger.id } }));
    expect(await codeOf(stranger.client.call("getDraft", { params }))).toBe("draft_not_found");
    await invited(mara, id, stranger, "writer");
    await good(mara.client.call("leaveDraft", { params }));
    const { view } = await good(stranger.client.call("getDraft", { params }));
    expect(view.members.find((member) => member.id === stranger.id)).toMatchObject({ role: "owner" });
  });
});
