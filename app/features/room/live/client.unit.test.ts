import type { ServerMessage } from "@worker/features/room/protocol.ts";
import { afterEach, describe, expect, it, vi } from "vitest";
import { RoomClient, type RoomPorts } from "./client.ts";
import { appended, NOON, viewOf, YOU } from "./fixtures.ts";
import { RoomHandle } from "./handle.ts";
import type { LineHandlers } from "./line.ts";
import type { RoomState } from "./room-state.ts";

/** A line in the test's hand, and what went over it. */
function world(probe: string | null = null) {
  const sent: { t: string; key?: string }[] = [];
  const stored = new Map<string, unknown>();
  let handlers: LineHandlers | null = null;
  let closed = false;
  const ports: RoomPorts = {
    openLine: (given) => {
      handlers = given;
      return {
        send: (text) => sent.push(JSON.parse(text)),
        nudge() {},
        drop() {},
        close: () => (closed = true),
      };
    },
    kept: {
      load: () => [],
      put: (entry) => stored.set(entry.command.key, entry),
      remove: (key) => stored.delete(key),
    },
    parse: (text) => JSON.parse(text) as ServerMessage,
    probe: async () => probe,
  };
  const client = new RoomHandle(viewOf(), YOU, () => NOON);
  const load = async () => (first: RoomState) => new RoomClient(first, ports, () => NOON);
  const line = () => {
    if (!handlers) throw new Error("The line is not open yet");
    return handlers;
  };
  const say = (message: ServerMessage) => line().text(JSON.stringify(message));
  const welcome = () =>
    say({
      t: "welcome",
      v: 1,
      you: YOU,
      snapshot: null,
      events: [],
      presence: [],
      leaseEndsAt: null,
      now: NOON,
    });
  return { client, load, sent, stored, line, say, welcome, isClosed: () => closed };
}

const clients: RoomHandle[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.stop();
  vi.useRealTimers();
});

describe("RoomHandle and RoomClient", () => {
  it("keeps a command from before the line until its ack, and forgets it then", async () => {
    const { client, load, sent, stored, line, say, welcome } = world();
    clients.push(client);
    client.command({ t: "append", key: "key-00001", epoch: 1, text: "early" });
    await client.start(load);
    expect([...stored.keys()]).toEqual(["key-00001"]);
    line().open();
    welcome();
    expect(sent.map(({ t }) => t)).toEqual(["hello", "append"]);
    say({ t: "ack", key: "key-00001", seq: 2, replayed: false });
    expect(stored.size).toBe(0);
    say({ t: "event", event: appended(2, 1, "early"), leaseEndsAt: null });
    expect(client.getState().kept).toEqual([]);
  });

  it("says offline while its code cannot be fetched, and keeps what was given", async () => {
    vi.useFakeTimers();
    const { client, load, sent, line, welcome } = world();
    clients.push(client);
    client.command({ t: "request", key: "key-00001" });
    let tries = 0;
    await client.start(async () => {
      if (tries++ === 0) throw new Error("no such chunk");
      return await load();
    });
    expect(client.getState()).toMatchObject({ link: "offline", kept: [{ command: { t: "request" } }] });
    await vi.advanceTimersByTimeAsync(6_000);
    line().open();
    welcome();
    expect(sent.map(({ t }) => t)).toEqual(["hello", "request"]);
  });

  it("gives up a start that was overtaken by a stop", async () => {
    const { client, load, line } = world();
    const starting = client.start(load);
    client.stop();
    await starting;
    expect(line).toThrow();
  });

  it("ends for good when the server says so, at the door or over HTTP", async () => {
    const told = world();
    await told.client.start(told.load);
    told.line().lost("session_ended");
    expect(told.client.getState()).toMatchObject({ link: "ended", endedBy: "session_ended" });
    expect(told.isClosed()).toBe(true);
    const asked = world("membership_lost");
    await asked.client.start(asked.load);
    for (let i = 0; i < 3; i++) asked.line().lost(null);
    await vi.waitFor(() => expect(asked.client.getState().endedBy).toBe("membership_lost"));
  });

  it("says that somebody types at most every 2.5 s, and once when they stop", async () => {
    const { client, load, sent, line, welcome } = world();
    clients.push(client);
    await client.start(load);
    line().open();
    welcome();
    for (let i = 0; i < 5; i++) client.typing(true);
    client.typing(false);
    client.typing(false);
    expect(sent.filter(({ t }) => t === "typing")).toEqual([
      { t: "typing", on: true },
      { t: "typing", on: false },
    ]);
    client.read();
    client.read();
    expect(sent.filter(({ t }) => t === "read")).toHaveLength(1);
  });
});
