import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

type Rgb = [number, number, number];
const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const themes = ["light", "dark"] as const;

function token(name: string, theme: (typeof themes)[number]): Rgb {
  const [, light = "", dark = ""] =
    new RegExp(`--${name}: light-dark\\(((?:[^(),]|\\([^)]*\\))+), ((?:[^(),]|\\([^)]*\\))+)\\)`).exec(css) ??
    [];
  const text = theme === "light" ? light : dark;
  if (text.startsWith("#")) return fromHex(text);
  const [, l, c, h] = /oklch\((\S+)% (\S+) (\S+)\)/.exec(text) ?? [];
  return fromOklch(Number(l) / 100, Number(c), Number(h));
}

/** Linear RGB. */
function fromHex(hex: string): Rgb {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** Linear RGB. Source: Ottosson, "A perceptual color space for image processing". */
function fromOklch(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function toOklab([r, g, b]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** WCAG 2 contrast ratio. */
function contrast(a: Rgb, b: Rgb): number {
  const luminance = ([red, green, blue]: Rgb) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** How a colour looks without red or green cones. Source: Machado, Oliveira and Fernandes 2009, severity 1. */
const BLINDNESS: Record<string, Rgb[]> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

function seenBy(kind: string, color: Rgb): Rgb {
  const rows = BLINDNESS[kind] ?? [];
  const [r, g, b] = rows.map((row) => row[0] * color[0] + row[1] * color[1] + row[2] * color[2]);
  return [r ?? 0, g ?? 0, b ?? 0];
}

const difference = (a: Rgb, b: Rgb) => {
  const [x, y] = [toOklab(a), toOklab(b)];
  return Math.hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
};
const authors = Array.from({ length: 8 }, (_, index) => `author-${index}`);

describe.each(themes)("%s", (theme) => {
  it.each([
    ["ink", "paper"],
    ["ink", "raised"],
    ["ink", "sunken"],
    ["muted", "paper"],
    ["muted", "raised"],
    ["muted", "sunken"],
    ["gold-strong", "paper"],
    ["gold-strong", "raised"],
    ["on-gold", "gold-strong"],
    ["ink", "gold-wash"],
    ["good", "paper"],
    ["warn", "paper"],
    ["danger", "raised"],
    ["paper", "danger"],
    ...authors.flatMap((author) => [
      [author, "paper"],
      [author, "raised"],
      ["paper", author],
    ]),
  ])("%s on %s is readable (AA, 4.5)", (front = "", back = "") => {
    expect(contrast(token(front, theme), token(back, theme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ["gold", "paper"],
    ["gold", "raised"],
    ["edge", "paper"],
    ["edge", "raised"],
  ])("%s shows on %s as a shape (3)", (front, back) => {
    expect(contrast(token(front, theme), token(back, theme))).toBeGreaterThanOrEqual(3);
  });

  it("shows every author colour on every screen (inside sRGB)", () => {
    for (const author of authors)
      for (const channel of token(author, theme)) {
        expect(channel).toBeGreaterThan(-0.002);
        expect(channel).toBeLessThan(1.002);
      }
  });

  it.each(["protanopia", "deuteranopia"])("keeps the first three authors apart under %s", (kind) => {
    const [a, b, c] = authors.map((author) => seenBy(kind, token(author, theme)));
    if (!a || !b || !c) throw new Error("eight colours");
    expect(difference(a, b)).toBeGreaterThan(0.1);
    expect(difference(a, c)).toBeGreaterThan(0.05);
    expect(difference(b, c)).toBeGreaterThan(0.05);
  });
});

it("gives all authors one lightness and one chroma per theme, 45° apart", () => {
  const all = [
    ...css.matchAll(/--author-\d: light-dark\(oklch\((\S+) (\S+) (\S+)\), oklch\((\S+) (\S+) (\S+)\)\)/g),
  ];
  expect(all).toHaveLength(8);
  expect(new Set(all.map(([, l, c, , dl, dc]) => [l, c, dl, dc].join())).size).toBe(1);
  const hues = all.map(([, , , hue]) => Number(hue)).sort((a, b) => a - b);
  expect(hues.slice(1).map((hue, index) => hue - (hues[index] ?? 0))).toEqual(Array(7).fill(45));
});
