import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { DraftFacts } from "../../room/contract.ts";
import { shareCard } from "../domain.ts";
import { cardRing } from "../domain-ring.ts";
import { draftFacts, NOW, person } from "../facts.fixture.ts";
import coverage from "../fonts/coverage.json";
import type { DrawCard } from "./card.ts";
import { EMPTY_INDEX, rangesFrom } from "./coverage.ts";
import { type CardFonts, NO_FONTS } from "./fonts.ts";
import { allFonts, newRenderer } from "./renderer.node.fixture.ts";
import { ellipsed, FontPicker } from "./text.ts";

const fonts = allFonts();
const draw = newRenderer();
const render = (facts: DraftFacts, by: DrawCard = draw, from: CardFonts = fonts) =>
  by(shareCard(facts, NOW), cardRing(facts, NOW), from);
const titled = (title: string) => draftFacts({ title });
const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

const FAMILY = "👩‍👩‍👧‍👦";
const TITLES = {
  latin: "The lighthouse keeper’s second language",
  emoji: `${FAMILY}🇯🇵❤️1️⃣👍🏽🏴󠁧󠁢󠁥󠁮󠁧󠁿`.repeat(50),
  arabic: "مرحبا بالعالم هذه قصة طويلة جدا عن منارة في نهاية العالم وكل ما جاء بعدها كما رواها ثلاثة",
  hebrew: "המגדלור בקצה העולם",
  chinese: "灯塔守护者的第二语言",
  japanese: "灯台守の第二言語と、まだ書かれていない手紙",
  korean: "등대지기의 번째 언어",
  hindi: "प्रकाशस्तंभ की दूसरी भाषा",
  mixed: "Ўлицы и 臺灣 नमस्ते 안녕 שלום 𝓕𝓪𝓷𝓬𝔂 ∑ ไทย ქართული Ελληνικά",
};

/** A renderer on a second takumi instance, with memory of its own: what another isolate would have. */
async function rendererOfAnotherIsolate(): Promise<DrawCard> {
  const takumi = pathToFileURL(createRequire(import.meta.url).resolve("@takumi-rs/wasm")).href;
  vi.resetModules();
  vi.doMock("@takumi-rs/wasm", () => import(/* @vite-ignore */ `${takumi.replace(/cjs$/, "mjs")}?second`));
  const second = await import("./renderer.node.fixture.ts");
  vi.doUnmock("@takumi-rs/wasm");
  return second.newRenderer();
}

/** Width and height from the IHDR chunk. Source: PNG §11.2.2. */
function sizeOf(png: Uint8Array): [number, number] {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

describe("the picture of a card", () => {
  it.each(Object.entries(TITLES))("draws %s at 1200×630 with every font it needs", async (_name, title) => {
    const { png, complete } = await render(titled(title));
    expect(complete).toBe(true);
    expect(sizeOf(png)).toEqual([1200, 630]);
    expect(png.byteLength).toBeLessThan(200_000);
  });

  it("promise 3, same input, same answer: is the same, byte for byte, whatever was drawn before and by whichever isolate", async () => {
    const first = await Promise.all(Object.values(TITLES).map((title) => render(titled(title))));
    const fresh = await rendererOfAnotherIsolate();
    const again = [];
    for (const title of Object.values(TITLES).reverse()) again.push(await render(titled(title), fresh));
    expect(again.reverse().map(({ png }) => hash(png))).toEqual(first.map(({ png }) => hash(png)));
  });

  it("shows what is different", async () => {
    const facts = draftFacts();
    const other = { ...facts, ring: { ...facts.ring, holderId: facts.people[1]?.id ?? "" } };
    expect(hash((await render(other)).png)).not.toBe(hash((await render(facts)).png));
  });

  it("never shows a private draft, not in one pixel", async () => {
    const one = await render(draftFacts({ sharing: false, title: "Secret", people: [person(0)] }));
    const two = await render(draftFacts({ sharing: false, title: FAMILY, segmentCount: 900 }));
    expect(hash(one.png)).toBe(hash(two.png));
  });

  it("is drawn without the fonts too, and says that it is not to be kept", async () => {
    const missing: CardFonts = { index: async () => null, file: async () => null };
    const some: CardFonts = { index: fonts.index, file: async () => null };
    expect(await render(titled(TITLES.emoji), newRenderer(), missing)).toMatchObject({ complete: false });
    expect(await render(titled(TITLES.korean), newRenderer(), some)).toMatchObject({ complete: false });
    const without = await render(titled(TITLES.korean), newRenderer(), some);
    const dot = await render(titled("· · ·"), newRenderer(), some);
    expect(hash(without.png)).toBe(hash(dot.png)); // three words in dots, no boxes
    expect(await render(titled(TITLES.latin), newRenderer(), missing)).toMatchObject({ complete: true });
    expect(await render(titled(TITLES.korean), newRenderer(), NO_FONTS)).toMatchObject({ complete: true });
  });

  it("survives any text in title and names", { timeout: 60_000 }, async () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 120 }),
      fc.string({ unit: "grapheme", maxLength: 300 }),
      fc.constantFrom(
        "",
        " ",
        "\u200d",
        "<script>alert(1)</script>",
        "\ud800",
        "a\u0300".repeat(60),
        "\u202e⁧x",
      ),
    );
    await fc.assert(
      fc.asyncProperty(text, text, async (title, name) => {
        const people = [person(0, { name, handle: "mara" }), person(1, { name: title })];
        const { png } = await render(draftFacts({ title, people }));
        expect(sizeOf(png)).toEqual([1200, 630]);
      }),
      { numRuns: 40, includeErrorInReport: true },
    );
  });
});

describe("text on a card", () => {
  const picker = async () =>
    new FontPicker(rangesFrom(coverage.runs.split(" ").map(Number)), (await fonts.index()) ?? EMPTY_INDEX);
  const joined = async (text: string) => (await picker()).drawable(text).graphemes.join("");

  it("lets a dot stand for signs that no font has, one for many", async () => {
    expect(await joined("runes ᚠᛇᚻ end")).toBe("runes · end");
    expect(await joined("new \u{1fae9} face")).toBe("new · face");
  });

  it("drops what would be an empty box: joiners alone, controls, marks in towers", async () => {
    expect(await joined("a\u200db\u2066c\u2069")).toBe("abc");
    expect(await joined("z\u0334\u0321\u031b\u031d\u0330x")).toBe("zx");
    expect(await joined("می‌خواهم")).toBe("می‌خواهم");
  });

  it("reads a right-to-left title from the right", async () => {
    expect((await picker()).drawable("שלום world").direction).toBe("rtl");
    expect((await picker()).drawable("world שלום").direction).toBe("ltr");
    expect((await picker()).drawable("123 … مرحبا").direction).toBe("rtl");
  });

  it("shortens at a word's end when one is near", () => {
    expect(ellipsed([..."one two three"], 9)).toBe("one two…");
    expect(ellipsed([..."onetwothreefourfive"], 9)).toBe("onetwothr…");
  });
});
