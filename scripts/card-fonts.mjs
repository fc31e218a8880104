/**
 * Puts the fonts of share cards where the Worker finds them: the two base fonts beside the code that bundles
 * them (checked in), every other script into the static assets (made at build time, not checked in), with an
 * index of the characters each file really draws. Run it after an install and before a build; it only writes
 * what changed.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { codePointsOf } from "./lib/woff2-cmap.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const packages = join(root, "node_modules");
const bundled = join(root, "worker/features/share-cards/fonts");
const assets = join(root, "public/fonts/cards");

const BASE = {
  serif: "@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2",
  sans: "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
};

/** Families in the order they are asked for a character. `subsets` limits which of a package's files are taken. */
const FAMILIES = [
  {
    set: "serif",
    folder: "@fontsource-variable/source-serif-4",
    subsets: /-(latin-ext|vietnamese|cyrillic|cyrillic-ext|greek)-wght-normal/,
  },
  {
    set: "serif",
    folder: "@fontsource-variable/inter",
    subsets: /-(latin-ext|greek-ext|cyrillic-ext)-wght-normal/,
  },
  { set: "script", folder: "@fontsource-variable/noto-naskh-arabic", subsets: /-arabic-wght-normal/ },
  ...[
    "hebrew",
    "devanagari",
    "bengali",
    "tamil",
    "telugu",
    "gujarati",
    "gurmukhi",
    "kannada",
    "malayalam",
    "sinhala",
    "thai",
    "lao",
    "khmer",
    "georgian",
    "armenian",
    "ethiopic",
  ].map((script) => ({
    set: "script",
    folder: `@fontsource-variable/noto-serif-${script}`,
    subsets: new RegExp(`serif-${script}-${script}-wght-normal`),
  })),
  { set: "script", folder: "@fontsource/noto-serif-myanmar", subsets: /myanmar-500-normal/ },
  { set: "jp", folder: "@fontsource-variable/noto-serif-jp", subsets: /-\d+-wght-normal/ },
  { set: "kr", folder: "@fontsource-variable/noto-serif-kr", subsets: /-\d+-wght-normal/ },
  { set: "sc", folder: "@fontsource-variable/noto-serif-sc", subsets: /-\d+-wght-normal/ },
  { set: "symbol", folder: "@fontsource/noto-sans-math", subsets: /400-normal/ },
  { set: "symbol", folder: "@fontsource-variable/noto-sans-symbols", subsets: /-symbols-wght-normal/ },
  {
    set: "symbol",
    folder: "@fontsource/noto-sans-symbols-2",
    subsets: /-(braille|math|mayan-numerals|symbols)-400-normal/,
  },
  { set: "emoji", folder: "twemoji-colr-font", subsets: /^twemoji/ },
];

/** Ascending code points as `[gap, length − 1, …]`: a run of characters after a gap. */
function runsOf(points) {
  const runs = [];
  let next = 0;
  for (let i = 0; i < points.length; ) {
    let j = i;
    while (points[j + 1] === points[j] + 1) j++;
    runs.push(points[i] - next, j - i);
    next = points[j] + 1;
    i = j + 1;
  }
  return runs;
}

/** The fonts go out with their licences (SIL Open Font License). */
function licencesOf(paths) {
  const names = [
    ...new Set(
      paths.map((path) =>
        path
          .split("/")
          .slice(0, path.startsWith("@") ? 2 : 1)
          .join("/"),
      ),
    ),
  ];
  return names
    .map((name) => `${name}\n\n${readFileSync(join(packages, name, "LICENSE"), "utf8").trim()}\n`)
    .join("\n");
}

function write(path, content) {
  if (existsSync(path) && readFileSync(path).equals(Buffer.from(content))) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** Writes base fonts, script fonts and the index; returns how many script fonts there are. */
export function writeCardFonts() {
  writeBase();
  return writeScripts();
}

/** Characters count as bundled when both faces have them. */
function writeBase() {
  const covered = Object.entries(BASE).map(([name, path]) => {
    const font = readFileSync(join(packages, path));
    write(join(bundled, `${name}.bin`), font);
    return codePointsOf(font);
  });
  const both = covered.reduce((left, right) => left.filter((point) => right.includes(point)));
  write(join(bundled, "LICENSE.txt"), licencesOf(Object.values(BASE)));
  write(join(bundled, "coverage.json"), `${JSON.stringify({ runs: runsOf(both).join(" ") }, null, 2)}\n`);
}

function writeScripts() {
  const files = [];
  for (const { set, folder, subsets } of FAMILIES) {
    const inner = existsSync(join(packages, folder, "files")) ? "files" : "";
    const source = join(packages, folder, inner);
    for (const file of readdirSync(source).sort()) {
      if (!file.endsWith(".woff2") || !subsets.test(file)) continue;
      const font = readFileSync(join(source, file));
      write(join(assets, file), font);
      files.push({ set, file, runs: runsOf(codePointsOf(font)) });
    }
  }
  write(join(assets, "LICENSE.txt"), licencesOf(FAMILIES.map(({ folder }) => folder)));
  const kept = new Set([...files.map(({ file }) => file), "index.json", "LICENSE.txt"]);
  for (const file of readdirSync(assets)) if (!kept.has(file)) rmSync(join(assets, file));
  write(join(assets, "index.json"), JSON.stringify({ version: 1, files }));
  return files.length;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(`card fonts: ${writeCardFonts()} files`);
