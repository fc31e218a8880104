import * as build from "virtual:remix/server-build";
import { createApp } from "./app.ts";
import type { Env } from "./env.ts";
import { runScheduled } from "./scheduled.ts";
import { createWeb } from "./web.ts";

export { LimiterObject } from "./features/auth/limiter.ts";
export { DraftObject } from "./features/room/object.ts";

const app = createApp({ web: createWeb(build) });

export default {
  fetch: app.fetch,
  scheduled: (controller, env) => runScheduled(controller, env),
} satisfies ExportedHandler<Env>;

// Tells the dev server that this module was evaluated anew; undefined in production.
import.meta.hot?.send("worker:evaluated");
