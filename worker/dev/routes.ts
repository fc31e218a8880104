import { Hono } from "hono";
import { type AppBindings, FailureError, problemResponse } from "../kernel/http.ts";
import { outboxRoutes } from "./outbox.ts";
import { seed } from "./seed.ts";

/** Help for people who develop: 404 in production, for every path below `/dev`. */
export const devRoutes = new Hono<AppBindings>();

devRoutes.use(async (c, next) => {
  if (c.get("deps").config.ENVIRONMENT === "production")
    throw new FailureError({ code: "not_found", detail: "Nothing is at this address." });
  // Another site's page must not reach a developer's machine through the browser.
  const origin = c.req.header("origin");
  if (origin !== undefined && origin !== new URL(c.req.url).origin)
    throw new FailureError({ code: "origin_refused", detail: "Only this machine's own pages may do that." });
  c.set("route", `dev ${c.req.method}`);
  await next();
});

devRoutes.post("/seed", async (c) => c.json(await seed(c.get("deps"))));
devRoutes.route("/", outboxRoutes);
devRoutes.all("*", (c) =>
  problemResponse({ code: "not_found", detail: "Nothing is at this address." }, c.get("requestId")),
);
