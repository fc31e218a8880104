import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Two real browsers and more against the built Worker: one server for all files, started in test/browser-server.ts. */
export default defineConfig({
  resolve: { alias: { "@worker": fileURLToPath(new URL("./worker", import.meta.url)) } },
  test: {
    name: "browser",
    include: ["{app,worker,test}/**/*.browser.test.ts"],
    environment: "node",
    globalSetup: ["./test/browser-server.ts"],
    fileParallelism: false, // two cores: browsers side by side only slow each other down
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
