import type { MetaDescriptor } from "@remix-run/cloudflare";
import { shareCard } from "@worker/features/share-cards/domain.ts";
import { draftFacts, NOW } from "@worker/features/share-cards/facts.fixture.ts";
import ogs from "open-graph-scraper";
import { describe, expect, it } from "vitest";
import { publicMeta } from "./meta.ts";

const LINKS = {
  page: "https://onering.example/d/0192f0c1-0000-7000-8000-0000000000aa",
  image: "https://onering.example/cards/drafts/0192f0c1-0000-7000-8000-0000000000aa.png?v=42",
};

/** A head as Remix writes it, for the scraper to read. */
function head(tags: readonly MetaDescriptor[]): string {
  const quoted = (text: unknown) =>
    String(text).replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  const html = tags.map((tag) => {
    if ("title" in tag) return `<title>${quoted(tag.title)}</title>`;
    const { tagName = "meta", ...attributes } = tag as Record<string, unknown>;
    const pairs = Object.entries(attributes).map(([name, value]) => `${name}="${quoted(value)}"`);
    return `<${tagName} ${pairs.join(" ")}>`;
  });
  return `<!doctype html><html lang="en"><head>${html.join("")}</head><body></body></html>`;
}

describe("the tags of a public page", () => {
  it("are read by a standard scraper", async () => {
    const { result, error } = await ogs({ html: head(publicMeta(shareCard(draftFacts(), NOW), LINKS)) });
    expect(error).toBe(false);
    expect(result).toMatchObject({
      ogTitle: "The lighthouse keeper’s second language",
      ogDescription: "It changed hands today. @mara has the ring · 3 contributors · 4 passes in 24 hours.",
      ogSiteName: "OneRing",
      ogType: "article",
      ogUrl: LINKS.page,
      ogImage: [{ url: LINKS.image, type: "image/png", width: "1200", height: "630" }],
      twitterCard: "summary_large_image",
      twitterTitle: "The lighthouse keeper’s second language",
      twitterImage: [{ url: LINKS.image }],
    });
    expect(result.ogImage?.[0]?.alt).toContain("lighthouse");
  });

  it("carry any title as the text it is", async () => {
    const title = `"><script>alert(1)</script> 👩‍👩‍👧‍👦 مرحبا`;
    const { result } = await ogs({ html: head(publicMeta(shareCard(draftFacts({ title }), NOW), LINKS)) });
    expect(result.ogTitle).toBe(title);
  });

  it("say nothing of a private draft and keep it out of indexes", async () => {
    const facts = draftFacts({ sharing: false, title: "Hidden" });
    const html = head(publicMeta(shareCard(facts, NOW), LINKS));
    const { result } = await ogs({ html });
    expect(result).toMatchObject({ ogTitle: "A private draft" });
    expect(html).toMatch(/<meta name="robots" content="noindex"/);
    for (const inside of ["Hidden", "mara", "Mara", "Ilo"]) expect(html).not.toContain(inside);
  });
});
