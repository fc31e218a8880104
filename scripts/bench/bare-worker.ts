import { DurableObject } from "cloudflare:workers";
import { shareCard } from "../../worker/features/share-cards/domain.ts";
import { cardRing } from "../../worker/features/share-cards/domain-ring.ts";
import { NO_FONTS } from "../../worker/features/share-cards/render/fonts.ts";
import { renderCard } from "../../worker/features/share-cards/render/worker.ts";

/**
 * What the benchmark compares with: the least that an object can do for a message. One insert, one ack, one
 * broadcast; no rules, no keys, no proof, no state beside the log, nothing shipped anywhere.
 */
export class BareObject extends DurableObject {
  constructor(ctx: DurableObjectState, env: unknown) {
    super(ctx, env as never);
    ctx.storage.sql.exec("CREATE TABLE IF NOT EXISTS log (seq INTEGER PRIMARY KEY, data TEXT NOT NULL)");
  }

  override fetch(): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client });
  }

  override webSocketMessage(socket: WebSocket, frame: string): void {
    const message = JSON.parse(frame) as { t: string; key: string; text: string };
    if (message.t === "hello") {
      socket.send('{"t":"welcome"}');
      return;
    }
    const { seq } = this.ctx.storage.sql
      .exec<{ seq: number }>("INSERT INTO log (data) VALUES (?) RETURNING seq", message.text)
      .one();
    const event = JSON.stringify({ t: "event", seq, text: message.text });
    for (const each of this.ctx.getWebSockets()) each.send(event);
    socket.send(JSON.stringify({ t: "ack", key: message.key, seq }));
  }
}

interface Env {
  BARE: DurableObjectNamespace<BareObject>;
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname === "/card") {
      const facts = await request.json<Parameters<typeof shareCard>[0] & { now: number }>();
      const drawn = await renderCard(shareCard(facts, facts.now), cardRing(facts, facts.now), NO_FONTS);
      return new Response(drawn.png, { headers: { "content-type": "image/png" } });
    }
    return await env.BARE.get(env.BARE.idFromName(pathname)).fetch(request);
  },
} satisfies ExportedHandler<Env>;
