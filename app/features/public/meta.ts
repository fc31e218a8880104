import type { MetaDescriptor } from "@remix-run/cloudflare";
import type { ShareCard } from "@worker/features/share-cards/contract.ts";
import { CARD_HEIGHT_PX, CARD_WIDTH_PX } from "@worker/features/share-cards/domain.ts";

export interface PublicLinks {
  /** Address of the page, absolute. */
  page: string;
  /** Address of the card's picture, absolute; another one after each change of the draft. */
  image: string;
}

export const NOT_FOUND_META: MetaDescriptor[] = [
  { title: "Nothing here · OneRing" },
  { name: "robots", content: "noindex" },
];

/** Open Graph and X card tags of a draft's public page, with plain description and canonical address. Source: ogp.me. */
export function publicMeta(card: ShareCard, { page, image }: PublicLinks): MetaDescriptor[] {
  const description = `${card.top_line} ${card.subtitle}.`;
  const alt = imageAlt(card);
  const og: [string, string][] = [
    ["og:site_name", "OneRing"],
    ["og:type", "article"],
    ["og:title", card.title],
    ["og:description", description],
    ["og:url", page],
    ["og:image", image],
    ["og:image:type", "image/png"],
    ["og:image:width", String(CARD_WIDTH_PX)],
    ["og:image:height", String(CARD_HEIGHT_PX)],
    ["og:image:alt", alt],
  ];
  const twitter: [string, string][] = [
    ["twitter:card", "summary_large_image"],
    ["twitter:title", card.title],
    ["twitter:description", description],
    ["twitter:image", image],
    ["twitter:image:alt", alt],
  ];
  return [
    { title: `${card.title} · OneRing` },
    { name: "description", content: description },
    { tagName: "link", rel: "canonical", href: page },
    ...og.map(([property, content]) => ({ property, content })),
    ...twitter.map(([name, content]) => ({ name, content })),
    ...(card.visibility === "private" ? [{ name: "robots", content: "noindex" }] : []),
  ];
}

/** What the card's picture shows, for those who don't see it. */
export function imageAlt(card: ShareCard): string {
  if (card.visibility === "private") return "An empty ring and the words: a private draft.";
  return `A ring of writers beside the title “${card.title}”. ${card.subtitle}.`;
}
