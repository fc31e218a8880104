import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Pure code in plain Node: fast, and proof that it needs no runtime. */
export default defineConfig({
  resolve: {
    alias: {
      "~": fileURLToPath(new URL("./app", import.meta.url)),
      "@worker": fileURLToPath(new URL("./worker", import.meta.url)),
    },
  },
  test: {
    name: "unit",
    include: ["{worker,app,scripts,test}/**/*.unit.test.ts"],
    environment: "node",
    testTimeout: 20_000,
  },
});
