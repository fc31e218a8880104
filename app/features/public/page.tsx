import { Link } from "@remix-run/react";
import type { CardRing, ShareCard } from "@worker/features/share-cards/contract.ts";
import { CARD_HEIGHT_PX, CARD_WIDTH_PX, numbersLine } from "@worker/features/share-cards/domain.ts";
import { CopyField } from "~/features/room/share/copy.tsx";
import { buttonClass } from "~/ui/button.tsx";
import { Ring } from "~/ui/ring/ring.tsx";
import { countShare } from "./count-share.ts";
import { imageAlt } from "./meta.ts";
import { publicRing } from "./ring-view.ts";

interface PublicPageProps {
  draftId: string;
  card: ShareCard;
  ring: CardRing;
  page: string;
  /** Path of the card's picture. */
  image: string;
  /** The reader writes here. */
  member: boolean;
}

/** What strangers see of a draft: its title, its people, its ring. Never its text. */
export function PublicPage({ draftId, card, ring, page, image, member }: PublicPageProps) {
  const holder = ring.seats.find((seat) => seat.holder);
  return (
    <article className="page public-page">
      <div className="public-words">
        <p className="public-line">{card.top_line}</p>
        <h1>
          <bdi>{card.title}</bdi>
        </h1>
        {card.visibility === "private" ? <p className="muted">{card.subtitle}.</p> : <People card={card} />}
        <p className="public-numbers">{numbersLine(card)}</p>
        <div className="public-actions">
          {member && (
            <Link to={`/drafts/${draftId}`} className={buttonClass("primary")}>
              Open the draft
            </Link>
          )}
          <Link to="/drafts/new" className={buttonClass(member ? "quiet" : "primary")}>
            Start a draft of your own
          </Link>
        </div>
      </div>
      <div className="public-ring">
        <Ring view={publicRing(ring, card)} size="large">
          {holder && (
            <>
              <strong>
                <bdi>@{holder.handle}</bdi>
              </strong>
              <span>has the ring</span>
            </>
          )}
        </Ring>
        {ring.more > 0 && <p className="muted">and {ring.more} more</p>}
      </div>
      <section className="public-share" aria-labelledby="share">
        <h2 id="share">Pass it on</h2>
        <CopyField label="Link to this page" value={page} onCopied={() => void countShare(draftId)} />
        <img src={image} width={CARD_WIDTH_PX} height={CARD_HEIGHT_PX} alt={imageAlt(card)} loading="lazy" />
      </section>
    </article>
  );
}

/** Who wrote it, each in the colour of their words. */
function People({ card }: { card: ShareCard }) {
  const more = (card.metrics?.contributors ?? 0) - card.contributors.length;
  return (
    <ul className="public-people" aria-label="Contributors">
      {card.contributors.map((person) => (
        <li key={person.handle} data-author={person.color}>
          <bdi>{person.name}</bdi> <span className="muted">@{person.handle}</span>
        </li>
      ))}
      {more > 0 && <li className="muted">and {more} more</li>}
    </ul>
  );
}
