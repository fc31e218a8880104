import { command as commandSchema } from "@worker/features/room/protocol.ts";
import * as z from "zod/mini";
import { KEPT_MAX, type Kept } from "./room-state.ts";

/** Where unanswered commands outlive a reload. One entry per command, so two tabs never overwrite each other. */
export interface KeptStore {
  load(): Kept[];
  put(entry: Kept): void;
  remove(key: string): void;
}

const PREFIX = "onering:kept";
/** A command older than this is not sent any more: the server forgets its key after 30 days. */
const KEPT_MS_MAX = 7 * 24 * 3_600_000;

const stored = z.object({ command: commandSchema, at: z.int() });

/** Keeps commands in `localStorage`, per draft and member. Without storage (private mode, quota) they live as long as the page. */
export function localKeptStore(
  storage: Storage,
  draftId: string,
  memberId: string,
  now: () => number,
): KeptStore {
  const prefix = `${PREFIX}:${draftId}:${memberId}:`;
  return {
    load() {
      const found: Kept[] = [];
      for (const name of Object.keys(storage).filter((one) => one.startsWith(prefix))) {
        const entry = parse(storage.getItem(name));
        if (entry && now() - entry.at < KEPT_MS_MAX) found.push(entry);
        else storage.removeItem(name);
      }
      return found.sort((a, b) => a.at - b.at || (a.command.key < b.command.key ? -1 : 1)).slice(0, KEPT_MAX);
    },
    put({ command, at }) {
      try {
        storage.setItem(prefix + command.key, JSON.stringify({ command, at }));
      } catch {
        // Full or forbidden: the command still goes out from memory.
      }
    },
    remove: (key) => storage.removeItem(prefix + key),
  };
}

function parse(text: string | null): Kept | null {
  try {
    const result = stored.safeParse(JSON.parse(text ?? "null"));
    return result.success ? { ...result.data, seq: null, acked: false, retryAt: null } : null;
  } catch {
    return null;
  }
}
