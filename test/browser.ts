import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { inject } from "vitest";
import { launchBrowser } from "../scripts/lib/find-browser.mjs";

export const ARTIFACTS = join(import.meta.dirname, "artifacts");
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
const DESKTOP = { viewport: { width: 1280, height: 860 } } as const;

/** A person at a browser of their own (own cookies, own storage). */
export interface Person {
  name: string;
  email: string;
  context: BrowserContext;
  page: Page;
  /** What went wrong in their pages: uncaught errors and console errors. */
  troubles: string[];
  /** Calls the API as this person: their cookies, our Origin, a fresh idempotency key. */
  call<T>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }>;
  close(): Promise<void>;
}

/** Origin of the Worker under test. */
export function serverUrl(): string {
  return inject("serverUrl");
}

/** One Chromium for a test file. Close it in `afterAll`. */
export async function openBrowser(): Promise<Browser> {
  return (await launchBrowser()).browser;
}

/** A visitor without an account: a context and a page, nothing else. */
export async function newVisitor(
  browser: Browser,
  name: string,
  options: BrowserContextOptions = {},
): Promise<Person> {
  const baseURL = options.baseURL ?? serverUrl();
  const context = await browser.newContext({
    ...DESKTOP,
    locale: "en-GB",
    timezoneId: "Europe/Madrid",
    baseURL,
    ...options,
  });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
  const call = async <T>(method: string, path: string, body?: unknown) => {
    const headers = {
      origin: baseURL,
      "idempotency-key": crypto.randomUUID(),
      "content-type": "application/json",
    };
    const answer = await context.request.fetch(path, {
      method,
      headers,
      ...(body === undefined ? {} : { data: body }),
    });
    const text = await answer.text();
    return { status: answer.status(), body: (text === "" ? null : JSON.parse(text)) as T };
  };
  return {
    name,
    email: `${name.toLowerCase()}@example.com`,
    context,
    page,
    troubles,
    call,
    close: () => context.close(),
  };
}

/** A signed-in person with `name` as display name, made over the API with the code from the development outbox. */
export async function newPerson(
  browser: Browser,
  name: string,
  options: BrowserContextOptions = {},
): Promise<Person> {
  const person = await newVisitor(browser, name, options);
  person.email = `${name.toLowerCase()}-${crypto.randomUUID().slice(0, 8)}@example.com`;
  await expectStatus(person.call("POST", "/v1/auth/codes", { email: person.email }), 202);
  const code = await readCode(person);
  await expectStatus(person.call("POST", "/v1/auth/sessions", { code, timeZone: "Europe/Madrid" }), 201);
  await expectStatus(person.call("PATCH", "/v1/me", { displayName: name }), 200);
  return person;
}

/** The newest sign-in code that was mailed to a person. */
export async function readCode(person: Person): Promise<string> {
  const path = `/dev/outbox.json?to=${encodeURIComponent(person.email)}`;
  const { body } = await person.call<{ items: { subject: string; text: string }[] }>("GET", path);
  const code = body.items.map((mail) => /\b\d{6}\b/.exec(`${mail.subject} ${mail.text}`)?.[0]).find(Boolean);
  if (!code) throw new Error(`No code in the outbox for ${person.email}`);
  return code;
}

/** Keeps a picture in test/artifacts/, for people to look at and for the README. */
export async function picture(page: Page, name: string, fullPage = false): Promise<string> {
  mkdirSync(ARTIFACTS, { recursive: true });
  const path = join(ARTIFACTS, `${name}.png`);
  await page.screenshot({ path, fullPage, animations: "disabled" });
  return path;
}

async function expectStatus(call: Promise<{ status: number; body: unknown }>, status: number): Promise<void> {
  const answer = await call;
  if (answer.status !== status)
    throw new Error(`Expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
}
