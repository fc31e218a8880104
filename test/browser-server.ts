import { mkdirSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { build } from "../scripts/lib/build.mjs";
import { startServer } from "../scripts/lib/server.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** Origin of the Worker under test, without a slash at the end. */
    serverUrl: string;
  }
}

/** Once for all browser tests: the built Worker on a free port with an empty state of its own. */
export default async function setup(project: TestProject) {
  build();
  mkdirSync("test/artifacts", { recursive: true });
  const persist = mkdtempSync(join(tmpdir(), "onering-browser-"));
  const server = await startServer({ persist, output: openSync("test/artifacts/server.log", "w") });
  project.provide("serverUrl", server.url);
  return async () => {
    await server.stop();
    rmSync(persist, { recursive: true, force: true });
  };
}
