import { fileURLToPath } from "node:url";
import { cloudflare } from "@cloudflare/vite-plugin";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";

const path = (folder: string) => fileURLToPath(new URL(folder, import.meta.url));

/** Remix inside workerd, in one process with Durable Objects, D1, queues and cron, with hot reload. */
const workerdGlue = (): Plugin => {
  let settled: Promise<unknown> = Promise.resolve();
  let release = () => {};
  return {
    name: "remix-in-workerd",
    apply: "serve",
    // Pre-bundle every server dependency up front: one found late would reload the worker mid-request.
    configEnvironment(name) {
      if (name !== "ssr") return;
      return {
        optimizeDeps: {
          // NOT app/routes.ts: it imports @remix-run/route-config -> @remix-run/dev -> wrangler.
          entries: ["worker/index.ts", "app/entry.server.tsx", "app/root.tsx", "app/routes/**/*.{ts,tsx}"],
          include: [
            "react",
            "react/jsx-runtime",
            "react/jsx-dev-runtime",
            "react-dom",
            "react-dom/server",
            "@remix-run/react",
            "@remix-run/cloudflare",
          ],
        },
      };
    },
    // "pre": in place before Miniflare boots, so an edit during (re)start is covered too.
    configureServer: {
      order: "pre",
      handler(server) {
        // Remix's HMR hook asks a Node "ssr" environment for the old manifest. Ours is workerd; answering
        // "none" makes Remix refresh its manifest on every route edit.
        server.ssrLoadModule = async () => ({ default: { routes: {} } });
        // worker/index.ts reports each time workerd runs new code: let held requests go, and have open
        // pages re-run their loaders.
        const { ssr, client } = server.environments;
        ssr.hot.on("worker:evaluated", () => {
          release();
          client.hot.send({ type: "custom", event: "worker:evaluated" });
        });
        // A request that reaches workerd while it swaps modules can hang: hold it until the swap is done.
        server.middlewares.use((req, _res, next) => {
          if (/^\/(@|app\/|node_modules\/)/.test(req.url ?? "")) next();
          else settled.then(() => next());
        });
      },
    },
    hotUpdate: {
      order: "pre",
      handler({ modules }) {
        if (this.environment.name === "ssr" && modules.length)
          settled = new Promise<void>((done) => {
            release = done;
            setTimeout(done, 1500);
          });
      },
    },
  };
};

/** wrangler.toml, with what development changes. */
const worker = () =>
  cloudflare({
    configPath: "./wrangler.toml",
    viteEnvironment: { name: "ssr" },
    persistState: { path: ".onering/dev" },
    config: (config) => {
      config.vars = { ...config.vars, ENVIRONMENT: "development" };
    },
  });

// Remix starts a second Vite server (its "child compiler") from this same config. Keep that one from
// running its own dependency optimizer into the main server's cache.
const quietChildCompiler = (): Plugin => {
  let child = false;
  return {
    name: "remix-quiet-child-compiler",
    apply: "serve",
    config(c) {
      child = (c as { configFile?: unknown }).configFile === false;
    },
    configEnvironment(_name, env) {
      if (child) env.optimizeDeps = { noDiscovery: true, include: [] };
    },
  };
};

// The Worker's own code stays outside the web app's server build: wrangler bundles both, and each module once.
// Bundled twice, a class would not be the same class on both sides, and a cache would be two.
const workerCodeOnce = (): Plugin => ({
  name: "worker-code-once",
  apply: "build",
  enforce: "pre",
  async resolveId(source, importer, options) {
    if (!options.ssr || importer === undefined) return null;
    const resolved = await this.resolve(source, importer, { ...options, skipSelf: true });
    return resolved?.id.startsWith(path("./worker/")) ? { id: resolved.id, external: "relative" } : null;
  },
});

export default defineConfig(({ command }) => ({
  plugins: [
    // Nested one array too deep ON PURPOSE: Remix flattens plugins one level for its child compiler and
    // so drops these there; Vite flattens fully. Must stay before remix(): the first plugin to register
    // its request middleware answers.
    command === "serve" && [[workerdGlue(), worker()]],
    quietChildCompiler(),
    workerCodeOnce(),
    tailwindcss({ optimize: { minify: true } }), // same CSS hash in client and server builds
    remix({
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_lazyRouteDiscovery: true,
        v3_singleFetch: true,
        v3_routeConfig: true,
        unstable_optimizeDeps: true,
      },
    }),
  ],
  resolve: {
    alias: { "~": path("./app"), "@worker": path("./worker") },
  },
  build: { target: "es2022" }, // workerd knows top-level await, and browsers of the last four years know the rest
  server: { host: "127.0.0.1", port: Number(process.env.PORT ?? 5173), strictPort: true },
}));
