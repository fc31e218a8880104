import AxeBuilder from "@axe-core/playwright";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newPerson, newVisitor, openBrowser, type Person } from "../../../test/browser.ts";

let browser: Browser;
let mara: Person;
let draftId: string;
const invite = async (body: object = { role: "writer" }) =>
  (await mara.call<{ id: string; url: string }>("POST", `/v1/drafts/${draftId}/invites`, body)).body;

beforeAll(async () => {
  browser = await openBrowser();
  mara = await newPerson(browser, "Mara");
  draftId = (await mara.call<{ id: string }>("POST", "/v1/drafts", { title: "Come in", platform: "x" })).body
    .id;
});
afterAll(() => browser.close());

describe("an invite link", () => {
  it("shows who invites to what, asks a stranger to sign in, and is consumed by nobody who only looks", async () => {
    const { url } = await invite();
    const stranger = await newVisitor(browser, "Stranger");
    const answer = await stranger.page.goto(url);
    expect(answer?.headers()).toMatchObject({ "referrer-policy": "no-referrer", "x-robots-tag": "noindex" });
    await stranger.page.getByRole("heading", { name: "Come in" }).waitFor();
    const signIn = await stranger.page.getByRole("link", { name: "Sign in to join" }).getAttribute("href");
    expect(signIn).toContain(encodeURIComponent(new URL(url).pathname));
    const { violations } = await new AxeBuilder({ page: stranger.page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await stranger.close();

    const ilo = await newPerson(browser, "Ilo");
    await ilo.page.goto(url);
    await ilo.page.getByRole("button", { name: "Join" }).click();
    await ilo.page.getByText("You joined as a writer.").waitFor();
    expect(new URL(ilo.page.url()).search).toBe("");
    await ilo.page.goto(url);
    await ilo.page.getByText("That link was used already").waitFor();
    await ilo.close();
  }, 60_000);

  it("says calmly why it does not open", async () => {
    const revoked = await invite();
    await mara.call("DELETE", `/v1/drafts/${draftId}/invites/${revoked.id}`);
    await mara.page.goto(revoked.url);
    await mara.page.getByText("That link was withdrawn").waitFor();
    await mara.page.goto(`${new URL(revoked.url).origin}/invites/nothing-like-a-token`);
    await mara.page.getByText("That link leads nowhere").waitFor();
    const bound = await invite({ role: "writer", boundTo: { email: "somebody-else@example.com" } });
    const eve = await newPerson(browser, "Eve");
    await eve.page.goto(bound.url);
    await eve.page.getByRole("button", { name: "Join" }).click();
    await eve.page.getByText("That link is for somebody else").waitFor();
    await eve.close();
  }, 60_000);
});
