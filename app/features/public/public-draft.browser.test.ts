import ogs from "open-graph-scraper";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  newPerson,
  newVisitor,
  openBrowser,
  type Person,
  PHONE,
  picture,
  serverUrl,
} from "../../../test/browser.ts";

const SECRET = "Not for strangers: the keeper hides the letter in the lamp.";
const TITLE = "The lighthouse keeper’s second language 🗼 灯台";

let browser: Browser;
let mara: Person;
let draftId: string;

beforeAll(async () => {
  browser = await openBrowser();
  mara = await newPerson(browser, "Mara");
  const made = await mara.call<{ id: string }>("POST", "/v1/drafts", {
    title: TITLE,
    platform: "x",
    text: SECRET,
  });
  expect(made.status).toBe(201);
  draftId = made.body.id;
});
afterAll(() => browser.close());

const share = async (sharing: boolean) =>
  expect((await mara.call("PATCH", `/v1/drafts/${draftId}/settings`, { sharing })).status).toBeLessThan(300);

/** The page as a scraper sees it: its own request, its own parser. */
async function scrape() {
  const response = await fetch(`${serverUrl()}/d/${draftId}`, {
    headers: { "user-agent": "Twitterbot/1.0" },
  });
  const html = await response.text();
  return { response, html, result: (await ogs({ html })).result };
}

describe("the public page of a draft", () => {
  it("is neutral while the draft is private", async () => {
    const { response, html, result } = await scrape();
    expect(response.status).toBe(200);
    expect(response.headers.get("x-robots-tag")).toBe("noindex");
    expect(result).toMatchObject({ ogTitle: "A private draft" });
    expect(html).toMatch(/<meta name="robots" content="noindex"/);
    for (const inside of [TITLE, "Mara", SECRET]) expect(html).not.toContain(inside);
  });

  it("gives a scraper title, numbers and a picture that opens, never the text", async () => {
    await share(true);
    const { html, result } = await scrape();
    expect(html).not.toContain(SECRET);
    expect(html).not.toContain(mara.email);
    expect(result).toMatchObject({
      ogTitle: TITLE,
      ogSiteName: "OneRing",
      twitterCard: "summary_large_image",
    });
    const [image] = result.ogImage ?? [];
    expect(image).toMatchObject({ type: "image/png", width: "1200", height: "630" });
    const png = await fetch(String(image?.url));
    expect(png.status).toBe(200);
    const etag = png.headers.get("etag") ?? "";
    expect(etag).not.toBe(""); // every font was there
    const again = await fetch(String(image?.url), { headers: { "if-none-match": etag } });
    expect(again.status).toBe(304);
  });

  it("shows a visitor the title, the people and the ring, on a desk and on a phone, light and dark", async () => {
    for (const [name, options] of [
      ["public-draft", {}],
      ["public-draft-phone", PHONE],
      ["public-draft-dark", { ...PHONE, colorScheme: "dark" as const }],
    ] as const) {
      const visitor = await newVisitor(browser, "Ann", options);
      await visitor.page.goto(`/d/${draftId}`);
      await visitor.page.getByRole("heading", { level: 1, name: TITLE }).waitFor();
      await visitor.page.getByRole("img", { name: /holds the ring/ }).waitFor();
      const picturedCard = visitor.page.getByRole("img", { name: /A ring of writers/ });
      await picturedCard.scrollIntoViewIfNeeded();
      await expect
        .poll(() => picturedCard.evaluate((node) => (node as HTMLImageElement).naturalWidth))
        .toBe(1200);
      const overflow = await visitor.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
      await visitor.page.evaluate(() => window.scrollTo(0, 0));
      await picture(visitor.page, name, true);
      expect(visitor.troubles).toEqual([]);
      await visitor.close();
    }
  });

  it("is whole without scripts", async () => {
    const visitor = await newVisitor(browser, "Bo", { javaScriptEnabled: false });
    await visitor.page.goto(`/d/${draftId}`);
    expect(await visitor.page.getByRole("heading", { level: 1 }).textContent()).toBe(TITLE);
    expect(await visitor.page.getByRole("link", { name: "Start a draft of your own" }).count()).toBe(1);
    await visitor.close();
  });

  it("counts a copied link", async () => {
    const visitor = await newVisitor(browser, "Cy", { permissions: ["clipboard-read", "clipboard-write"] });
    await visitor.page.goto(`/d/${draftId}`, { waitUntil: "networkidle" });
    const counted = visitor.page.waitForResponse((response) =>
      response.url().endsWith(`/v1/drafts/${draftId}/shares`),
    );
    await visitor.page.getByRole("button", { name: "Copy" }).click();
    expect((await counted).status()).toBe(204);
    await visitor.close();
  });

  it("answers 404 for what was never a draft", async () => {
    for (const unknown of [crypto.randomUUID(), "no-id", "..%2F"]) {
      const response = await fetch(`${serverUrl()}/d/${unknown}`, { headers: { accept: "text/html" } });
      expect(response.status).toBe(404);
      expect(await response.text()).toContain("noindex");
    }
  });
});
