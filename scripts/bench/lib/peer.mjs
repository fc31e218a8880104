import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const START_MS_MAX = 20_000;

/** Starts a server of `peers/` in a process of its own; it says its address when it is up. */
export async function startPeer(name, args = []) {
  const file = join(import.meta.dirname, "../peers", `${name}.mjs`);
  const child = fork(file, args, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const [{ url }] = await once(child, "message", { signal: AbortSignal.timeout(START_MS_MAX) });
  return { url, stop: () => child.disconnect() };
}
