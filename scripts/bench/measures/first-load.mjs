import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ROOT } from "../../lib/prepare.mjs";

const CLIENT = join(ROOT, "build/client");
const ROOM = "routes/draft-room";
export const FIRST_LOAD_KB_MAX = 110;
/** `import … from "./x.js"`, `import "./x.js"`, `export … from "./x.js"`; not `import("./x.js")`. */
const STATIC_IMPORT = /(?:^|[;}\s])(?:import|export)\b[^"'()]*["'](\.\/[^"']+\.js)["']/g;

/** The JavaScript that a browser loads to show the room first: entry, root, route, and whatever they import. In KB, gzip. */
export function firstLoad() {
  const manifest = readManifest();
  const route = manifest.routes[ROOM];
  const chain = [manifest.entry, route];
  for (let up = route?.parentId; up; up = manifest.routes[up]?.parentId) chain.push(manifest.routes[up]);
  if (chain.includes(undefined)) throw new Error(`The manifest has no ${ROOM}`);
  const files = new Set();
  for (const { module, imports = [] } of chain) for (const file of [module, ...imports]) collect(file, files);
  const sizes = [...files].map((file) => ({
    file,
    kb: gzipSync(readFileSync(join(CLIENT, file)), { level: 9 }).length / 1000,
  }));
  return { kb: sizes.reduce((sum, { kb }) => sum + kb, 0), files: sizes.sort((a, b) => b.kb - a.kb) };
}

function readManifest() {
  const [name] = readdirSync(join(CLIENT, "assets")).filter((file) => /^manifest-.*\.js$/.test(file));
  const text = readFileSync(join(CLIENT, "assets", name), "utf8");
  return JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1));
}

function collect(file, files) {
  const path = file.split(/[?#]/)[0];
  if (files.has(path)) return;
  files.add(path);
  const text = readFileSync(join(CLIENT, path), "utf8");
  for (const [, imported] of text.matchAll(STATIC_IMPORT)) collect(join("/assets", imported), files);
}
