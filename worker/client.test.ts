import { expect, test } from "vitest";
import { createClient } from "./client.ts";
import { ORIGIN as baseUrl, createEdge, signIn } from "./test.fixture.ts";

const fetch = createEdge();

test("calls by route id, typed both ways", async () => {
  const { token } = await signIn(fetch);
  const client = createClient({ baseUrl, fetch, token });
  const made = await client.call("createDraft", {
    body: { title: "Night train", platform: "x", text: "One." },
  });
  if (!made.ok) throw new Error(made.problem.code);
  const draft = await client.call("getDraft", { params: { id: made.value.id } });
  expect(draft.ok && draft.value.view.title).toBe("Night train");
  const list = await client.call("listDrafts", { query: { tab: "mine", limit: 1 } });
  expect(list.ok && list.value.items.map((item) => item.id)).toEqual([made.value.id]);
});

test("gives problems as values, and replays by key", async () => {
  const { token } = await signIn(fetch);
  const client = createClient({ baseUrl, fetch, token });
  const body = { title: "Twice", platform: "x" } as const;
  const [first, second] = [
    await client.call("createDraft", { body, key: "the-same-key" }),
    await client.call("createDraft", { body, key: "the-same-key" }),
  ];
  expect(first.ok && second.ok && first.value.id === second.value.id).toBe(true);
  const other = await client.call("createDraft", { body: { ...body, title: "Other" }, key: "the-same-key" });
  expect(!other.ok && other.problem.code).toBe("idempotency_mismatch");
  const anonymous = await createClient({ baseUrl, fetch }).call("listDrafts");
  expect(!anonymous.ok && anonymous.problem.code).toBe("unauthenticated");
});
