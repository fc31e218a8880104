import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../lib/prepare.mjs";

/**
 * Which secrets a text holds, kinds in `allowed` aside. Six digits occur by chance: a code counts only where it stands alone, and not as part of a number or an id.
 * @param {Map<string, Set<string>>} secrets kind → values
 */
export function hits(secrets, text, where, allowed = []) {
  const found = [];
  for (const [kind, values] of secrets) {
    if (allowed.includes(kind)) continue;
    for (const value of values) {
      const has = /^\d{6}$/.test(value)
        ? new RegExp(`(?<![\\w.-])${value}(?![\\w.-])`).test(text)
        : text.includes(value);
      if (has)
        found.push(
          `${kind} is in ${where}: …${text.slice(Math.max(0, text.indexOf(value) - 60), text.indexOf(value))}`,
        );
    }
  }
  return found;
}

/** What browsers download. */
export function bundle() {
  const folder = join(ROOT, "build/client");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(js|css|html|json|map|webmanifest)$/.test(name))
    .map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));
}
