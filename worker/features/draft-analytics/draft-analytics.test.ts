import { expect, test } from "vitest";
import { call, createEdge, good, join, makeDraft, signIn } from "../../test.fixture.ts";
import type { DraftAnalytics } from "./contract.ts";

const send = createEdge();

async function scene() {
  const [mara, ilo, stranger] = [await signIn(send, "mara"), await signIn(send, "ilo"), await signIn(send)];
  const id = await makeDraft(send, mara);
  await join(send, id, mara, ilo, "writer");
  await good(
    call(send, "POST", `/v1/drafts/${id}/ring/pass`, { caller: mara, body: { to: ilo.user.id, epoch: 1 } }),
  );
  await good(
    call(send, "POST", `/v1/drafts/${id}/segments`, {
      caller: ilo,
      body: { text: "The sea answers.", epoch: 2 },
    }),
  );
  // A change that lists show is in D1 before it is answered, and so is everything before it.
  await good(call(send, "PUT", `/v1/drafts/${id}/title`, { caller: mara, body: { title: "Letters" } }));
  const read = (query = "", caller = mara) =>
    call(send, "GET", `/v1/drafts/${id}/analytics${query}`, { caller });
  return { mara, ilo, stranger, id, read };
}

test("members see the numbers of their draft, from facts in D1", async () => {
  const { mara, ilo, id, read } = await scene();
  for (const key of ["copy-key-1", "copy-key-1", "copy-key-2"])
    expect((await call(send, "POST", `/v1/drafts/${id}/shares`, { caller: mara, key })).status).toBe(204);
  const numbers = await good<DraftAnalytics>(read());
  expect(numbers).toMatchObject({
    draftId: id,
    segments: 2,
    contributors: 2,
    ringPasses: 1,
    shares: 2,
    views: 0,
  });
  expect(numbers.series).toHaveLength(1);
  expect(numbers.people.map((p) => [p.memberId, p.handle, p.segments, p.holdsNow]).sort()).toEqual(
    [
      [mara.user.id, mara.user.handle, 1, false],
      [ilo.user.id, ilo.user.handle, 1, true],
    ].sort(),
  );
});

test("the same now gives the same numbers; a time before the draft is refused", async () => {
  const { read } = await scene();
  const now = `?now=${encodeURIComponent(new Date().toISOString())}`;
  const [first, second] = [await (await read(now)).text(), await (await read(now)).text()];
  expect(first).toBe(second);
  for (const query of ["?now=2020-01-01T00:00:00Z", "?now=soon"]) {
    const response = await read(query);
    expect([response.status, (await response.json<{ code: string }>()).code]).toEqual([400, "invalid_now"]);
  }
});

test("strangers see nothing, and may count a share only while the draft is shared", async () => {
  const { mara, stranger, id, read } = await scene();
  expect((await read("", stranger)).status).toBe(404);
  const share = (caller: typeof stranger | null) => call(send, "POST", `/v1/drafts/${id}/shares`, { caller });
  expect([(await share(stranger)).status, (await share(null)).status]).toEqual([404, 404]);
  await good(call(send, "PATCH", `/v1/drafts/${id}/settings`, { caller: mara, body: { sharing: true } }));
  expect([(await share(stranger)).status, (await share(null)).status]).toEqual([204, 204]);
  expect((await good<DraftAnalytics>(read())).shares).toBe(2);
});
