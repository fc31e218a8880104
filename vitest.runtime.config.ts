import { existsSync, mkdirSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { readWorkerOptions } from "./scripts/lib/worker-options.mjs";

const root = fileURLToPath(new URL(".", import.meta.url));
const migrations = join(root, "migrations");
mkdirSync(join(root, "build/client"), { recursive: true }); // the assets binding wants its folder, even before the first build

/** Bundled once: these either don't load as they are, or bring hundreds of modules that each test file would fetch. */
const BUNDLED = [
  "itty-durable",
  "@remix-run/cloudflare",
  "@remix-run/react",
  "zod",
  "zod/mini",
  "drizzle-orm",
  "drizzle-orm/d1",
  "drizzle-orm/sqlite-core",
  "hono",
  "@hono/zod-validator",
  "isbot",
];

// Every write of an object or of D1 is fsynced: in memory the tests take half the time.
const MEMORY = "/dev/shm";
const MEMORY_BYTES_MIN = 1024 ** 3;
if (existsSync(MEMORY) && freeBytes(MEMORY) >= MEMORY_BYTES_MIN) process.env.TMPDIR = MEMORY;

const { workerOptions, main } = readWorkerOptions(join(root, "wrangler.toml"));

function freeBytes(path: string): number {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
}

/** Tests inside workerd: `worker/**` with real Durable Objects, D1 and queues, and no network. */
export default defineConfig({
  resolve: { alias: { "virtual:remix/server-build": join(root, "test/server-build.stub.ts") } },
  plugins: [
    cloudflareTest(async () => ({
      ...(main === undefined ? {} : { main }),
      remoteBindings: false,
      miniflare: {
        ...workerOptions,
        // Nothing leaves the machine: a call that no test faked gets this answer.
        outboundService: (request: { url: string }) =>
          new Response(`blocked ${request.url}`, { status: 599 }),
        bindings: Object.assign({}, workerOptions.bindings, {
          ENVIRONMENT: "test",
          TEST_MIGRATIONS: existsSync(migrations) ? await readD1Migrations(migrations) : [],
        }),
      },
    })),
  ],
  test: {
    name: "runtime",
    include: ["worker/**/*.test.ts"],
    exclude: ["**/*.unit.test.ts", "**/*.browser.test.ts", "**/node_modules/**"],
    setupFiles: ["./test/apply-migrations.ts"],
    deps: { optimizer: { ssr: { enabled: true, include: BUNDLED } } },
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
