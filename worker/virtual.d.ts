/** The Remix app: built code in production, live modules in the dev server, a stub in API tests. */
declare module "virtual:remix/server-build" {
  const build: import("@remix-run/cloudflare").ServerBuild;
  export = build;
}
