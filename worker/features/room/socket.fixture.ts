import { type ApiPerson, ORIGIN, type World } from "../drafts/drafts.fixture.ts";
import { type ClientMessage, PROTOCOL_VERSION, type ServerMessage } from "./protocol.ts";

const PATIENCE_MS = 3_000;

/** A live session as a test holds it: everything heard so far, and waiting for what is still to come. */
export class TestSocket {
  readonly heard: ServerMessage[] = [];
  closed: { code: number; reason: string } | null = null;
  #wake: () => void = () => {};

  constructor(readonly socket: WebSocket) {
    socket.addEventListener("message", (event) => {
      this.heard.push(JSON.parse(String(event.data)) as ServerMessage);
      this.#wake();
    });
    socket.addEventListener("close", (event) => {
      this.closed = { code: event.code, reason: event.reason };
      this.#wake();
    });
    socket.accept();
  }

  say(message: ClientMessage | string): void {
    this.socket.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  /** The first message heard that fits, now or soon. */
  async hear<T extends ServerMessage["t"]>(
    t: T,
    fits: (message: Extract<ServerMessage, { t: T }>) => boolean = () => true,
  ): Promise<Extract<ServerMessage, { t: T }>> {
    type Wanted = Extract<ServerMessage, { t: T }>;
    const find = () =>
      this.heard.find((message): message is Wanted => message.t === t && fits(message as Wanted));
    await this.#until(() => find() !== undefined);
    const found = find();
    if (!found) throw new Error(`never heard ${t}; heard ${JSON.stringify(this.heard.slice(-5))}`);
    return found;
  }

  async end(): Promise<{ code: number; reason: string }> {
    await this.#until(() => this.closed !== null);
    if (!this.closed) throw new Error("the socket stayed open");
    return this.closed;
  }

  async #until(done: () => boolean): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!done() && Date.now() < deadline)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        setTimeout(resolve, 50);
      });
  }
}

/** Opens a live session with a bearer token; without `hello`, the test says it itself. */
export async function openSocket(
  _world: World,
  person: ApiPerson,
  draftId: string,
  lastSeq: number | null = 0,
): Promise<TestSocket> {
  const response = await person.fetch(`/v1/drafts/${draftId}/live`, {
    headers: { upgrade: "websocket", origin: ORIGIN },
  });
  if (!response.webSocket) throw new Error(`no socket: ${response.status} ${await response.text()}`);
  const socket = new TestSocket(response.webSocket);
  if (lastSeq !== null) {
    socket.say({ t: "hello", v: PROTOCOL_VERSION, lastSeq });
    await socket.hear("welcome");
  }
  return socket;
}
