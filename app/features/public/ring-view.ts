import type { CardRing, ShareCard } from "@worker/features/share-cards/contract.ts";
import type { AuthorColor, RingView } from "~/ui/ring/ring.tsx";

/** The public ring as the drawing wants it. Strangers get seats, not ids: a seat's number stands for one. */
export function publicRing(ring: CardRing, card: ShareCard): RingView {
  const names = new Map<string, string>(card.contributors.map((person) => [person.handle, person.name]));
  const holder = ring.seats.findIndex((seat) => seat.holder);
  return {
    people: ring.seats.map((seat, index) => ({
      id: seatId(index),
      initials: seat.initials,
      name: names.get(seat.handle) || `@${seat.handle}`,
      color: (((seat.color % 8) + 8) % 8) as AuthorColor,
      state: "here",
    })),
    holderId: holder < 0 ? null : seatId(holder),
    leaseFraction: ring.leaseSixtieths === null ? null : ring.leaseSixtieths / 60,
    requests: ring.waiting.map(seatId),
  };
}

const seatId = (index: number) => `seat-${index}`;
