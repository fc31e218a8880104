import type { ReactNode } from "react";

const PROMISES: { title: string; text: string; drawing: ReactNode }[] = [
  {
    title: "One ring",
    text: "Only its holder can add to the piece. Everyone else reads along, asks for the ring, suggests a line. Nobody writes over anybody. If a holder wanders off, the ring moves on by itself.",
    drawing: (
      <>
        <circle cx="36" cy="36" r="24" />
        <circle className="drawing-bead" cx="53" cy="19" r="6.5" />
      </>
    ),
  },
  {
    title: "Never lost",
    text: "Once a part is in, it stays in: in order, sealed to the one before, through bad trains and closed laptops. What you write offline is kept on your device and goes out when you’re back.",
    drawing: (
      <>
        <circle cx="28" cy="36" r="16" />
        <circle cx="50" cy="36" r="16" />
        <circle cx="72" cy="36" r="16" />
        <circle className="drawing-bead" cx="72" cy="20" r="6.5" />
      </>
    ),
  },
  {
    title: "Credited",
    text: "Every part carries its author’s name and colour, for good. Publish the piece, fork it, export it: who wrote what goes with it, and anyone can check the proof.",
    drawing: (
      <>
        <path data-author="0" d="M14 14v14" />
        <path data-author="1" d="M14 34v10" />
        <path data-author="3" d="M14 50v10" />
        <path d="M24 16h44M24 26h30M24 36h40M24 42h16M24 52h44M24 58h26" strokeOpacity="0.45" />
      </>
    ),
  },
];

/** Three things that hold, in a few lines each. */
export function Promises() {
  return (
    <section className="promises" aria-label="What you can count on">
      {PROMISES.map(({ title, text, drawing }) => (
        <article key={title}>
          <svg
            viewBox="11 6 92 60"
            aria-hidden="true"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.75"
            strokeLinecap="round"
          >
            {drawing}
          </svg>
          <h2>{title}</h2>
          <p>{text}</p>
        </article>
      ))}
    </section>
  );
}
