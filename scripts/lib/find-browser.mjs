// Finds a Chromium that really renders on this machine: named, system, Playwright's own, the one shipped over npm, downloaded.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { chromium } from "playwright-core";
import { ROOT } from "./prepare.mjs";

const require = createRequire(import.meta.url);
const QUIET = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const ARGS = process.platform === "linux" ? [...QUIET, "--no-sandbox", "--disable-dev-shm-usage"] : QUIET;

const SYSTEM = {
  linux: [
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "microsoft-edge-stable",
  ].flatMap((name) => ["/usr/bin/", "/usr/local/bin/", "/opt/google/chrome/"].map((folder) => folder + name)),
  darwin: ["Google Chrome", "Chromium", "Microsoft Edge"].flatMap((name) =>
    ["/Applications", `${process.env.HOME}/Applications`].map(
      (folder) => `${folder}/${name}.app/Contents/MacOS/${name}`,
    ),
  ),
};

/** @typedef {{ executablePath: string, env?: Record<string, string> }} Candidate */

/** @type {[string, () => Promise<Candidate | undefined> | Candidate | undefined][]} */
const CANDIDATES = [
  ["CHROME_PATH", () => at(process.env.CHROME_PATH)],
  ...(SYSTEM[process.platform] ?? []).map((path) => [
    "system",
    () => at(existsSync(path) ? path : undefined),
  ]),
  [
    "playwright cache",
    () => at(existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined),
  ],
  ["npm package", fromPackage],
  ["download", download],
];

function at(executablePath) {
  return executablePath ? { executablePath } : undefined;
}

/** @sparticuz/chromium (Linux x64) unpacks into the temporary folder: give it our cache, and its own libraries where the machine lacks them. */
async function fromPackage() {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const cache = join(ROOT, "node_modules/.cache/chromium");
  mkdirSync(cache, { recursive: true });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = cache;
  try {
    const shipped = await import("@sparticuz/chromium");
    shipped.default.setGraphicsMode = false;
    const executablePath = await shipped.default.executablePath();
    const env = { ...process.env, TMPDIR: before ?? "/tmp", FONTCONFIG_FILE: fontConfig(cache) };
    if (spawnSync(executablePath, ["--version"]).status !== 0) {
      const packed = join(dirname(require.resolve("@sparticuz/chromium")), "../bin/al2023.tar.br");
      env.LD_LIBRARY_PATH = join(await shipped.inflate(packed), "lib");
    }
    return { executablePath, env };
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/** The package's own file names only folders of the service it is made for; without fonts no text has a size. */
function fontConfig(cache) {
  const file = join(cache, "fonts.conf");
  const folders = [join(cache, "fonts"), "/usr/share/fonts", "/usr/local/share/fonts"].map(
    (dir) => `<dir>${dir}</dir>`,
  );
  const own = `<cachedir>${join(cache, "fontconfig")}</cachedir>`;
  writeFileSync(file, `<?xml version="1.0"?>\n<fontconfig>${folders.join("")}${own}</fontconfig>\n`);
  return file;
}

function download() {
  const cli = join(dirname(require.resolve("playwright-core/package.json")), "cli.js");
  execFileSync(process.execPath, [cli, "install", "chromium"], { stdio: "inherit" });
  return at(chromium.executablePath());
}

/**
 * Launches the first Chromium that renders a page. Throws with everything that was tried when none does.
 * `BROWSER_SKIP` (names, comma-separated) leaves sources out.
 * @returns {Promise<{ browser: import("playwright-core").Browser, from: string }>}
 */
export async function launchBrowser() {
  const skip = (process.env.BROWSER_SKIP ?? "").split(",");
  const tried = [];
  for (const [name, get] of CANDIDATES.filter(([name]) => !skip.includes(name))) {
    try {
      const candidate = await get();
      if (!candidate) continue;
      const browser = await chromium.launch({ ...candidate, headless: true, args: ARGS });
      const page = await browser.newPage();
      await page.setContent("<p>ok</p>");
      await page.close();
      return { browser, from: `${name}: ${candidate.executablePath} ${browser.version()}` };
    } catch (error) {
      tried.push(`${name}: ${String(error.message).split("\n")[0]}`);
    }
  }
  throw new Error(
    `No working Chromium. Set CHROME_PATH, or install Chrome or Chromium.\nTried:\n${tried.join("\n")}`,
  );
}
