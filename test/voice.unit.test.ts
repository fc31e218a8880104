import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** Our own words, wherever a person may read them. */
const FOLDERS = ["app", "worker"];
const NOT_OURS = /\.(test|fixture|d)\.tsx?$|domain-words\.ts$|story\.ts$/;

/** Words that blame, belittle, hurry or threaten. Technical words for code (`invalid` as a name) do not count: only text does. */
const UNKIND =
  /\b(oops|uh[- ]oh|stupid|dumb|loser|lazy|shame|fool|illegal|forbidden!|you failed|your fault|hurry|last chance|only \d+ left|don't miss|act now|selling fast|you lost|wasted)\b/i;
/** A sentence that shouts: a letter, an exclamation mark, then the end of the text or a space. */
const SHOUT = /[a-z]!(?=\s|$)/i;

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !NOT_OURS.test(name))
    .map((name) => join(folder, name));
}

/** Sentences in a source file: quoted text and text between tags that has a space in it. */
function sentences(source: string): string[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/(^|\s)\/\/.*$/gm, "");
  const quoted = [...code.matchAll(/"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)].map(
    (match) => match[1] ?? match[2] ?? "",
  );
  const between = [...code.matchAll(/>([^<>{}]+)</g)].map((match) => match[1] ?? "");
  return [...quoted, ...between].filter((text) => /[a-z] [a-z]/i.test(text));
}

test("promise 5, no shame: no text of ours blames, hurries, belittles or shouts", () => {
  const all = FOLDERS.flatMap(files).flatMap((file) =>
    sentences(readFileSync(file, "utf8")).map((text) => `${file}: ${text}`),
  );
  expect(all.length).toBeGreaterThan(500);
  expect(all.filter((text) => UNKIND.test(text) || SHOUT.test(text))).toEqual([]);
});
