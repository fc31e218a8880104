import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newPerson, newVisitor, openBrowser, PHONE } from "./browser.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

test.each([
  ["desktop", {}],
  ["phone", PHONE],
])("the built app opens on a %s without an error in its console", async (_name, options) => {
  const visitor = await newVisitor(browser, "Visitor", options);
  const answer = await visitor.page.goto("/");
  expect(answer?.status()).toBe(200);
  await visitor.page.getByRole("heading", { level: 1 }).waitFor();
  await visitor.page.waitForLoadState("networkidle");
  expect(visitor.troubles).toEqual([]);
  await visitor.close();
});

test("somebody signs in with the code from the outbox and is known to every page after", async () => {
  const mara = await newPerson(browser, "Mara");
  expect((await mara.call<{ displayName: string }>("GET", "/v1/me")).body.displayName).toBe("Mara");
  const answer = await mara.page.goto("/drafts");
  expect(answer?.status()).toBe(200);
  expect(new URL(mara.page.url()).pathname).toBe("/drafts");
  await mara.page.waitForLoadState("networkidle");
  expect(mara.troubles).toEqual([]);
  await mara.close();
});
