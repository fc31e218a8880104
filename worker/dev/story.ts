import type { Platform } from "../features/room/contract.ts";

/** Who writes a demo line: Mara or Ilo. */
export type Part = "mara" | "ilo";

export interface Story {
  title: string;
  platform: Platform;
  /** In turn; the first author owns the draft. */
  segments: readonly { by: Part; text: string }[];
  /** Events of the draft once all of it is told: then a second seed leaves it alone, whatever came since. */
  events: number;
}

/** The open draft of the demo. */
export const LETTERS: Story = {
  title: "Letters to the lamp",
  platform: "x",
  events: 21,
  segments: [
    {
      by: "mara",
      text: "The keeper at Skerry Point writes one letter every evening and gives it to the sea. He has done this for eleven years. Nobody has told him that the current brings every one of them to my door.",
    },
    {
      by: "ilo",
      text: "I dry them on the stove, above the bread. Most are about weather. The wind went round to the north. A gannet sat on his rail for an hour and seemed to be waiting for somebody. I know that gannet. She waits for me.",
    },
    {
      by: "mara",
      text: "In March he wrote: today I counted the stairs again, and there was one more than yesterday. I counted mine, to keep him company. Nine, as ever. I went up and down them until the tea was cold.",
    },
    {
      by: "ilo",
      text: "In June a letter came with only the date on it, and the ring where a cup had stood. I kept that one longest. It took me all summer to see that it was not unfinished.",
    },
    {
      by: "mara",
      text: "So I began to answer. I tied my pages to the gannet's leg with red thread, which she allowed, and she carried them off. Not to the light, I think. I think there is a third person.",
    },
    {
      by: "ilo",
      text: "On the second of October the lamp went dark for the length of one breath. Every boat in the harbour looked up. When it came back, it was turning the other way.",
    },
    {
      by: "mara",
      text: "His letter that night was wet and very short. It said: who is it that writes to me in red thread, and how did you know about the stairs?",
    },
  ],
};

/** The archived draft of the demo. */
export const NIGHT_TRAIN: Story = {
  title: "Carriage nine",
  platform: "bluesky",
  events: 9,
  segments: [
    {
      by: "ilo",
      text: "The night train has a carriage that is not on the plan. You reach it by walking towards the dining car while thinking of somebody else.",
    },
    {
      by: "mara",
      text: "Inside, everyone reads the same book and no two are on the same page. The conductor takes your ticket and gives you a bookmark for it.",
    },
    {
      by: "ilo",
      text: "I got off at dawn in a town I had never meant to visit. On the platform a woman held up a sign with the last line on it.",
    },
  ],
};
