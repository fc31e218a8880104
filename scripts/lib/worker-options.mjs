import { unstable_getMiniflareWorkerOptions } from "wrangler";

/**
 * Miniflare's options for the bindings of a wrangler.toml. Text values come from its `[vars]` and, when
 * `devVars` is set, from `.dev.vars` beside it; never from `.env` or the shell: a key that lies on the
 * machine must not change what a test does.
 */
export function readWorkerOptions(config, { devVars = false } = {}) {
  process.env.CLOUDFLARE_LOAD_DEV_VARS_FROM_DOT_ENV = "false";
  const options = devVars ? {} : { envFiles: ["none"] }; // naming any file keeps `.dev.vars` out
  return unstable_getMiniflareWorkerOptions(config, undefined, options);
}
