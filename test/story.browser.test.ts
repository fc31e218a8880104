import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ogs from "open-graph-scraper";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer } from "../scripts/lib/server.mjs";
import { newPerson, openBrowser, type Person, PHONE, picture } from "./browser.ts";

/** The shortest lease of this server, so that one can be seen to lapse. */
const LEASE_MS = 6_000;
const WAIT_MS = 20_000;
const STORY_MS_MAX = 180_000;

type Server = Awaited<ReturnType<typeof startServer>>;

let browser: Browser;
let server: Server;
let persist: string;

const start = (port = 0) =>
  startServer({ persist, port, output: "ignore", env: { DEV_LEASE_MS: String(LEASE_MS) } });

beforeAll(async () => {
  persist = mkdtempSync(join(tmpdir(), "onering-story-"));
  [browser, server] = await Promise.all([openBrowser(), start()]);
}, 60_000);

afterAll(async () => {
  await browser.close();
  await server.stop();
  rmSync(persist, { recursive: true, force: true });
});

const arrive = (name: string, options: BrowserContextOptions = {}) =>
  newPerson(browser, name, { ...options, baseURL: server.url });
const live = (one: Person) => one.page.locator('.line-word[data-link="live"]').waitFor({ timeout: WAIT_MS });
const sees = (one: Person, text: string) =>
  one.page.locator(".segment:not(.segment-pending)", { hasText: text }).waitFor({ timeout: WAIT_MS });
const holds = (one: Person) => one.page.locator("#composer-text").waitFor({ timeout: WAIT_MS });
const texts = (one: Person) => one.page.locator(".segment .prose-text").allTextContents();

async function write(one: Person, text: string): Promise<void> {
  await one.page.locator("#composer-text").fill(text);
  await one.page.locator("#composer-text").press("ControlOrMeta+Enter");
  await sees(one, text);
}

async function invite(owner: Person, draftId: string, other: Person): Promise<void> {
  const made = await owner.call<{ url: string }>("POST", `/v1/drafts/${draftId}/invites`, { role: "writer" });
  await other.page.goto(new URL(made.body.url).pathname);
  await other.page.getByRole("button", { name: /join/i }).click();
  await other.page.waitForURL((url) => url.pathname.startsWith("/drafts/"));
}

const memberId = async (one: Person) => (await one.call<{ id: string }>("GET", "/v1/me")).body.id;
const pass = async (from: Person, draftId: string, to: Person) => {
  const { body } = await from.call<{ view: { ring: { epoch: number } } }>("GET", `/v1/drafts/${draftId}`);
  const passed = { to: await memberId(to), epoch: body.view.ring.epoch };
  expect((await from.call("POST", `/v1/drafts/${draftId}/ring/pass`, passed)).status).toBe(200);
};

const LINES = [
  "The last tram left without its driver.",
  "Nobody on it minded; it knew the way.",
  "At the river it slowed, as it did for swans.",
  "A woman in the second row closed her book.",
  "She had been on page ninety for a year.",
  "The conductor, who was also asleep, dreamt of brakes.",
  "So the tram braked, out of politeness.",
  "Outside stood the driver, waving his hat.",
  "He got in at the back and paid.",
  "By the depot everyone had arrived somewhere.",
] as const;

test(
  "promise 2, nothing acknowledged is lost: ten segments by three people, through passes, a request, a recall, a lapsed lease and a killed server",
  async () => {
    const mara = await arrive("Mara");
    const ilo = await arrive("Ilo", { colorScheme: "dark" });
    const noor = await arrive("Noor", PHONE);
    const { body } = await mara.call<{ id: string }>("POST", "/v1/drafts", {
      title: "The last tram",
      platform: "x",
    });
    const { id } = body;
    await mara.page.goto(`/drafts/${id}`);
    await invite(mara, id, ilo);
    await invite(mara, id, noor);
    await Promise.all([mara, ilo, noor].map(live));

    await write(mara, LINES[0]);
    await sees(noor, LINES[0]);
    await mara.page
      .getByRole("button", { name: /Pass on/ })
      .first()
      .click();
    await holds(ilo);
    await write(ilo, LINES[1]);
    await write(ilo, LINES[2]);
    await pass(ilo, id, noor);
    await holds(noor);
    await write(noor, LINES[3]);

    // A request, seen by the holder; then a recall, named.
    await ilo.page.locator(".ring-actions").getByRole("button", { name: "Ask for the ring" }).click();
    await mara.page.getByRole("heading", { name: "Waiting for the ring" }).waitFor({ timeout: WAIT_MS });
    await mara.page.getByRole("button", { name: "Recall the ring" }).click();
    await holds(mara);
    await write(mara, LINES[4]);

    // Killed while Mara writes: what she sent meanwhile is kept by her browser and goes out once.
    const { port } = new URL(server.url);
    await server.kill();
    await mara.page.locator("#composer-text").fill(LINES[5]);
    await mara.page.locator("#composer-text").press("ControlOrMeta+Enter");
    server = await start(Number(port));
    for (const one of [mara, ilo, noor]) await sees(one, LINES[5]);
    await Promise.all([mara, ilo, noor].map(live));

    // A lease that lapses while its holder is gone: the ring goes to whoever asked.
    await mara.call("PATCH", `/v1/drafts/${id}/settings`, { lease: "10m" });
    await mara.page.goto("about:blank");
    await holds(ilo);
    await ilo.call("GET", `/v1/drafts/${id}`);
    await write(ilo, LINES[6]);
    await mara.call("PATCH", `/v1/drafts/${id}/settings`, { lease: "24h" });

    // Ilo's browser dies and comes back.
    await ilo.page.close();
    ilo.page = await ilo.context.newPage();
    await ilo.page.goto(`/drafts/${id}`);
    await live(ilo);
    await mara.page.goto(`/drafts/${id}`);
    await live(mara);
    const { body: now } = await mara.call<{ view: { ring: { holderId: string } } }>(
      "GET",
      `/v1/drafts/${id}`,
    );
    const ids = await Promise.all([mara, ilo, noor].map(memberId));
    const holder = [mara, ilo, noor][ids.indexOf(now.view.ring.holderId)] ?? ilo;
    await holds(holder);
    await write(holder, LINES[7]);
    if (holder !== mara) await mara.page.getByRole("button", { name: "Recall the ring" }).click();
    await holds(mara);
    await write(mara, LINES[8]);
    await pass(mara, id, ilo);
    await holds(ilo);
    await write(ilo, LINES[9]);

    for (const one of [mara, ilo, noor]) {
      await sees(one, LINES[9]);
      expect(await texts(one)).toEqual([...LINES]);
    }
    await pass(ilo, id, mara);
    await holds(mara);
    await keepPicture(mara, ilo, noor, id);

    // The card, as a scraper sees it.
    await mara.call("PATCH", `/v1/drafts/${id}/settings`, { sharing: true });
    const { result } = await ogs({ url: `${server.url}/d/${id}` });
    expect(result.ogTitle).toContain("The last tram");
    const image = result.ogImage?.[0]?.url ?? "";
    const png = await fetch(new URL(image, server.url));
    expect([png.status, png.headers.get("content-type")]).toEqual([200, "image/png"]);

    // The proof of it all.
    const proof = await mara.call<{ segments: unknown[] }>("GET", `/v1/drafts/${id}/proof`);
    const verdict = await mara.call<{ holds: boolean }>("POST", "/v1/proofs/verify", proof.body);
    expect([verdict.body.holds, proof.body.segments.length]).toEqual([true, LINES.length]);
  },
  STORY_MS_MAX,
);

/** The room as three people left it: the README's picture, taken anew with UPDATE_PICTURES=1. */
async function keepPicture(mara: Person, ilo: Person, noor: Person, id: string): Promise<void> {
  await ilo.call("POST", `/v1/drafts/${id}/ring/requests`);
  await mara.page.getByRole("heading", { name: "Waiting for the ring" }).waitFor({ timeout: WAIT_MS });
  await mara.page.setViewportSize({ width: 1280, height: 1240 });
  await mara.page.evaluate(() => window.scrollTo(0, 0));
  const room = await picture(mara.page, "story-room");
  await picture(ilo.page, "story-room-dark");
  await picture(noor.page, "story-room-phone");
  if (process.env.UPDATE_PICTURES) copyFileSync(room, "worker/docs/room.png");
}
