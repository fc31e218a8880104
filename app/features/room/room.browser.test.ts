import AxeBuilder from "@axe-core/playwright";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newPerson, openBrowser, type Person, PHONE, picture } from "../../../test/browser.ts";

const WAIT_MS = 10_000;
let browser: Browser;
let mara: Person;
let ilo: Person;

/** A fresh draft by Mara with Ilo in it as a writer, both on its page. */
async function openRoom(title: string): Promise<string> {
  const { body } = await mara.call<{ id: string }>("POST", "/v1/drafts", { title, platform: "x" });
  const invite = await mara.call<{ url: string }>("POST", `/v1/drafts/${body.id}/invites`, {
    role: "writer",
  });
  const token = invite.body.url.split("/invites/")[1];
  await ilo.call("POST", `/v1/invites/${token}`);
  await Promise.all([mara.page.goto(`/drafts/${body.id}`), ilo.page.goto(`/drafts/${body.id}`)]);
  await Promise.all([live(mara), live(ilo)]);
  return body.id;
}

const live = (one: Person) => one.page.locator('.line-word[data-link="live"]').waitFor({ timeout: WAIT_MS });
const sees = (one: Person, text: string) =>
  one.page.locator(".segment:not(.segment-pending)", { hasText: text }).waitFor({ timeout: WAIT_MS });
const write = async (one: Person, text: string) => {
  await one.page.locator("#composer-text").fill(text);
  await one.page.getByRole("button", { name: "Append" }).click();
};
const segments = (one: Person) => one.page.locator(".segment .prose-text").allTextContents();

beforeAll(async () => {
  browser = await openBrowser();
  [mara, ilo] = await Promise.all([newPerson(browser, "Mara"), newPerson(browser, "Ilo")]);
});
afterAll(() => browser.close());

describe("two people in a room", () => {
  it("write in turn: append, pass with undo, request, recall", async () => {
    await openRoom("A letter in turns");
    await write(mara, "The first line is mine.");
    await sees(ilo, "The first line is mine.");
    const undo = mara.page.getByRole("button", { name: "Undo" });
    await mara.page
      .getByRole("button", { name: /Pass on to Ilo/ })
      .first()
      .click();
    await undo.click();
    await mara.page.locator("#composer-text").waitFor();
    await mara.page
      .getByRole("button", { name: /Pass on to Ilo/ })
      .first()
      .click();
    await ilo.page.locator("#composer-text").waitFor({ timeout: WAIT_MS });
    await write(ilo, "The second is mine.");
    await sees(mara, "The second is mine.");
    await mara.page.locator(".ring-actions").getByRole("button", { name: "Ask for the ring" }).click();
    await ilo.page.getByRole("heading", { name: "Waiting for the ring" }).waitFor({ timeout: WAIT_MS });
    await mara.page.getByRole("button", { name: "Recall the ring" }).click();
    await mara.page.locator("#composer-text").waitFor({ timeout: WAIT_MS });
    await ilo.page.locator(".waiting-line", { hasText: "Mara has the ring" }).waitFor({ timeout: WAIT_MS });
    expect(await segments(ilo)).toEqual(["The first line is mine.", "The second is mine."]);
    expect([...mara.troubles, ...ilo.troubles]).toEqual([]);
  }, 60_000);

  it("sends a pass at once when its page goes away during the undo window", async () => {
    const id = await openRoom("Passing and leaving");
    await mara.page
      .getByRole("button", { name: /Pass on to Ilo/ })
      .first()
      .click();
    await mara.page.getByRole("button", { name: "Undo" }).waitFor();
    await mara.page.goto("/drafts");
    await ilo.page.locator("#composer-text").waitFor({ timeout: 4_000 });
    await mara.page.goto(`/drafts/${id}`);
  }, 30_000);

  it("keep what is written offline, through a reload, and send it once when the line is back", async () => {
    await openRoom("Kept on this device");
    await mara.context.setOffline(true);
    await mara.page.locator('.line-word[data-link="offline"]').waitFor({ timeout: 40_000 });
    await write(mara, "Written in a tunnel.");
    await mara.page.getByText("offline, 1 kept").waitFor();
    await mara.context.setOffline(false);
    await mara.page.reload();
    await sees(ilo, "Written in a tunnel.");
    await sees(mara, "Written in a tunnel.");
    expect(await segments(ilo)).toEqual(["Written in a tunnel."]);
    expect(await segments(mara)).toEqual(["Written in a tunnel."]);
  }, 90_000);

  it("see a calm page when they are removed, and never again the text", async () => {
    const id = await openRoom("Parting");
    const me = await ilo.call<{ id: string }>("GET", "/v1/me");
    await mara.call("DELETE", `/v1/drafts/${id}/members/${me.body.id}`);
    await ilo.page.getByText("You are not in this draft any more").waitFor({ timeout: WAIT_MS });
    const again = await ilo.page.goto(`/drafts/${id}`);
    expect(again?.status()).toBe(404);
    ilo.troubles.length = 0;
  }, 30_000);

  it("suggest, comment, look back, and fork", async () => {
    const id = await openRoom("Looking back");
    await write(mara, "One.");
    await sees(ilo, "One.");
    await write(mara, "Two.");
    await sees(ilo, "Two.");
    await ilo.page.getByRole("button", { name: "Suggest a segment" }).click();
    await ilo.page.locator(".suggest textarea").fill("Three, by Ilo.");
    await ilo.page.getByRole("button", { name: "Suggest", exact: true }).click();
    await mara.page.getByRole("button", { name: "Add to the piece" }).click();
    await sees(ilo, "Three, by Ilo.");
    await mara.page.getByRole("button", { name: "History" }).click();
    await mara.page.locator(".history-range").focus();
    await mara.page.keyboard.press("ArrowLeft");
    await mara.page.keyboard.press("ArrowLeft");
    await mara.page.getByText("how it was at segment 1 of 3").waitFor();
    expect(await segments(mara)).toEqual(["One."]);
    await mara.page.getByRole("button", { name: "Fork from here" }).click();
    await mara.page.waitForURL(
      (url) => url.pathname !== `/drafts/${id}` && url.pathname.startsWith("/drafts/"),
    );
    await sees(mara, "One.");
    await mara.page.getByText("forked").waitFor();
  }, 60_000);
});

describe("the page itself", () => {
  it("takes a comment by mouse and keyboard, and keeps single keys out of what is typed", async () => {
    const id = await openRoom("By hand");
    for (const text of ["One.", "Two.", "Three."]) {
      await write(mara, text);
      await sees(ilo, text);
    }
    await ilo.page.locator(".segment-row", { hasText: "Two." }).hover();
    await ilo.page.locator(".segment-row", { hasText: "Two." }).locator(".segment-talk > summary").click();
    await ilo.page.locator(".segment-row textarea:focus").waitFor();
    await ilo.page.keyboard.type("narrow streets");
    await ilo.page.keyboard.press("ControlOrMeta+Enter");
    await mara.page
      .locator(".segment-row", { hasText: "Two." })
      .getByText("1 comment")
      .waitFor({ timeout: WAIT_MS });
    await ilo.page.getByRole("button", { name: "Suggest a segment" }).click();
    await ilo.page.locator(".suggest textarea:focus").waitFor();
    await ilo.page.keyboard.type("near the river");
    await ilo.page.keyboard.press("ControlOrMeta+Enter");
    await mara.page.getByRole("button", { name: "Add to the piece" }).waitFor({ timeout: WAIT_MS });
    expect(new URL(ilo.page.url()).pathname).toBe(`/drafts/${id}`);
  }, 40_000);

  it("is hydrated without a word in the console, however often it is loaded", async () => {
    const id = await openRoom("Again and again");
    await write(mara, "One.");
    mara.troubles.length = 0;
    for (let load = 0; load < 8; load++) {
      await mara.page.goto(`/drafts/${id}`);
      await live(mara);
    }
    expect(mara.troubles).toEqual([]);
  }, 60_000);

  it("appends without JavaScript, and gives a refused text back", async () => {
    const id = await openRoom("Plain forms");
    const context = await browser.newContext({
      javaScriptEnabled: false,
      storageState: await mara.context.storageState(),
      baseURL: new URL(mara.page.url()).origin,
    });
    const page = await context.newPage();
    await page.goto(`/drafts/${id}`);
    await page.locator("#composer-text").fill("No script was run for this.");
    await page.getByRole("button", { name: "Append" }).click();
    await sees(ilo, "No script was run for this.");
    expect(await page.locator(".segment .prose-text").allTextContents()).toEqual([
      "No script was run for this.",
    ]);
    await page.locator("#composer-text").fill("Too late.");
    await mara.page
      .getByRole("button", { name: /Pass on to Ilo/ })
      .first()
      .click();
    await ilo.page.locator("#composer-text").waitFor({ timeout: WAIT_MS });
    await page.getByRole("button", { name: "Append" }).click();
    await page
      .getByText("The ring is with somebody else now")
      .or(page.getByText("The ring moved on"))
      .first()
      .waitFor();
    await page.getByText("Too late.").first().waitFor();
    await context.close();
  }, 60_000);

  it("passes axe in both themes, wide and on a phone", async () => {
    const id = await openRoom("Clean for everyone");
    await write(mara, "Something to read.");
    await sees(ilo, "Something to read.");
    for (const colorScheme of ["light", "dark"] as const)
      for (const viewport of [{ width: 1280, height: 860 }, PHONE.viewport]) {
        for (const one of [mara, ilo]) {
          await one.page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
          await one.page.setViewportSize(viewport);
          await one.page.waitForTimeout(200);
          const { violations } = await new AxeBuilder({ page: one.page }).analyze();
          expect(violations.map(({ id: rule, nodes }) => [rule, nodes.map((node) => node.html)])).toEqual([]);
        }
        await picture(mara.page, `room-${viewport.width}-${colorScheme}`);
      }
    for (const path of ["/drafts", "/drafts/new", `/drafts/${id}?joined=1`]) {
      await mara.page.goto(path);
      const { violations } = await new AxeBuilder({ page: mara.page }).analyze();
      expect(violations.map(({ id: rule }) => rule)).toEqual([]);
    }
    await mara.page.setViewportSize({ width: 1280, height: 860 });
  }, 120_000);

  it("fits a phone: no sideways scrolling, 44 px targets, the composer in sight", async () => {
    const id = await openRoom("On a phone");
    const context = await browser.newContext({
      ...PHONE,
      storageState: await mara.context.storageState(),
      baseURL: new URL(mara.page.url()).origin,
    });
    const page = await context.newPage();
    await page.goto(`/drafts/${id}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await page.locator("#composer-text").fill("Typed with thumbs.");
    await page.getByRole("button", { name: "Append" }).tap();
    await sees(ilo, "Typed with thumbs.");
    const small = await page.evaluate(() =>
      [...document.querySelectorAll("main button, main summary, main a[href], main select")]
        .map((node) => ({ box: node.getBoundingClientRect(), text: node.textContent }))
        .filter(({ box }) => box.width > 0 && box.height < 43.5)
        .map(({ text }) => text),
    );
    expect(small).toEqual([]);
    await context.close();
  }, 60_000);
});
