/// <reference types="@cloudflare/vitest-plugin/types" />

/** What `cloudflare:test` and `cloudflare:workers` hand to tests: the Worker's bindings and the migrations to apply. */
declare namespace Cloudflare {
  interface Env extends WorkerEnv {
    TEST_MIGRATIONS: import("cloudflare:test").D1Migration[];
  }
}
type WorkerEnv = import("../worker/env.ts").Env;
