import { BYE_CODES, PING_EVERY_MS, PING_TEXT } from "@worker/features/room/protocol.ts";
import ReconnectingSocket from "partysocket/ws";

/** A line that heals itself. `lost` comes once per break, `open` once per (re)connection. */
export interface Line {
  send(text: string): void;
  /** Connects at once instead of waiting for the next try. */
  nudge(): void;
  /** The network went: drop what looks open and start over. */
  drop(): void;
  close(): void;
}

export interface LineHandlers {
  open(): void;
  text(text: string): void;
  /** `bye`: why the server does not want us back, or null when coming back makes sense. */
  lost(bye: string | null): void;
}

export type OpenLine = (handlers: LineHandlers) => Line;

/** Nothing heard for this long, though we ping: the line is dead, whatever the browser believes. */
export const SILENCE_MS_MAX = 2 * PING_EVERY_MS + 3_000;
const FIRST_RETRY_MS_MIN = 400;
const FIRST_RETRY_MS_SPREAD = 1_600;
const RETRY_MS_MAX = 15_000;
const RETRY_GROWTH = 1.6;
const CONNECT_MS_MAX = 8_000;
const STEADY_MS = 4_000;
/** After these, coming back makes no sense. */
const FINAL_BYES = ["wrong_version", "membership_lost", "session_ended"] as const;
const finalBye = (code: number) => FINAL_BYES.find((bye) => BYE_CODES[bye] === code) ?? null;

/** Opens a line to a WebSocket address. The random first delay spreads a crowd that lost the same server. */
export function openSocketLine(url: string): OpenLine {
  return (handlers) => {
    const socket = new ReconnectingSocket(url, [], {
      minReconnectionDelay: FIRST_RETRY_MS_MIN + Math.random() * FIRST_RETRY_MS_SPREAD,
      maxReconnectionDelay: RETRY_MS_MAX * (0.7 + Math.random() * 0.3),
      reconnectionDelayGrowFactor: RETRY_GROWTH,
      connectionTimeout: CONNECT_MS_MAX,
      minUptime: STEADY_MS,
      maxEnqueuedMessages: 0,
      shouldReconnectOnClose: (event: { code: number }) => finalBye(event.code) === null,
    });
    let heardAt = 0;
    const watch = setInterval(() => {
      if (socket.readyState !== socket.OPEN) return;
      if (Date.now() - heardAt > SILENCE_MS_MAX) socket.reconnect();
      else socket.send(PING_TEXT);
    }, PING_EVERY_MS);
    socket.addEventListener("open", () => {
      heardAt = Date.now();
      handlers.open();
    });
    socket.addEventListener("message", (event) => {
      heardAt = Date.now();
      if (typeof event.data === "string") handlers.text(event.data);
    });
    socket.addEventListener("close", (event) => handlers.lost(finalBye(event.code)));
    return {
      send: (text) => {
        if (socket.readyState === socket.OPEN) socket.send(text);
      },
      nudge: () => {
        if (socket.readyState !== socket.OPEN) socket.reconnect();
      },
      drop: () => socket.reconnect(),
      close: () => {
        clearInterval(watch);
        socket.close();
      },
    };
  };
}
