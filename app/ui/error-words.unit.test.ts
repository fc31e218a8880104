import { describe, expect, it } from "vitest";
import { errorWords } from "./error-words.ts";

describe("error pages", () => {
  it.each([400, 401, 403, 404, 405, 410, 418, 429, 500, 502, 503])(
    "%d says what happened and what helps",
    (status) => {
      const words = errorWords(status);
      expect(words.title.length).toBeGreaterThan(8);
      expect(words.detail.length).toBeGreaterThan(20);
      expect(`${words.title} ${words.detail}`).not.toMatch(/!|error|invalid|failed/i);
    },
  );

  it("lets a service speak for itself, but not about our own faults", () => {
    const told = { title: "That link was used already", detail: "Ask for a new one." };
    expect(errorWords(410, told)).toMatchObject({ ...told, drawing: "apart" });
    expect(errorWords(500, { title: "TypeError", detail: "x is undefined" }).title).toBe(
      errorWords(500).title,
    );
  });

  it("does not say the same thing twice", () => {
    const title = "This draft is not yours to see, or does not exist";
    expect(errorWords(404, { title, detail: `${title}.` })).toMatchObject({
      title,
      detail: errorWords(404).detail,
    });
  });

  it("offers sign-in to strangers and another try to the unlucky", () => {
    expect(errorWords(401).help).toBe("sign-in");
    expect(errorWords(503).help).toBe("retry");
    expect(errorWords(404).help).toBe("none");
  });
});
