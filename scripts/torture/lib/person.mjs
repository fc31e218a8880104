import { randomBytes, randomUUID } from "node:crypto";
import { Lost } from "./http.mjs";
import { Live } from "./live.mjs";

const TRIES_MAX = 60;
const RETRY_AFTER_MS = 100;

/** Someone with a bearer token (and, where wanted, a browser's cookie). */
export class Person {
  /** @param {import("./world.mjs").World} world @param {{ id: string, handle: string, displayName: string }} user @param {string} token */
  constructor(world, user, token) {
    this.world = world;
    this.id = user.id;
    this.handle = user.handle;
    this.name = user.displayName;
    this.token = token;
  }

  static async signUp(world, email = `t-${randomBytes(8).toString("hex")}@example.com`) {
    const asked = await post(world, "/v1/auth/codes", { email, client: "api" });
    const body = { code: await readCode(world, email), attempt: asked.body.attempt };
    const { body: signed } = await post(world, "/v1/auth/sessions", body, 201);
    const person = new Person(world, signed.user, signed.tokens.accessToken);
    return Object.assign(person, { email, tokens: signed.tokens });
  }

  get auth() {
    return { authorization: `Bearer ${this.token}` };
  }

  /** One call, one try. Mutations carry a key. */
  call(method, path, body, { key = randomUUID(), timeoutMs, headers } = {}) {
    const keyed = method === "GET" ? {} : { "idempotency-key": key };
    const all = { ...this.auth, ...keyed, ...headers };
    return this.world.http.send({ method, path, body, headers: all, timeoutMs });
  }

  /** The same call with the same key until it is answered, through kills and restarts. */
  async sure(method, path, body, { key = randomUUID() } = {}) {
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      try {
        const answer = await this.call(method, path, body, { key });
        if (answer.status < 500 && answer.body?.code !== "idempotency_in_flight") return answer;
      } catch (error) {
        if (!(error instanceof Lost)) throw error;
      }
      await this.world.up();
      await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
    }
    throw new Error(`${method} ${path} was not answered after ${TRIES_MAX} tries`);
  }

  /** Like `sure`, for what must succeed: answers the body. */
  async done(method, path, body, options) {
    const answer = await this.sure(method, path, body, options);
    if (answer.status < 300) return answer.body;
    throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text.slice(0, 300)}`);
  }

  /** Opens the live session of a draft and says hello. */
  live(draftId, lastSeq = 0) {
    return Live.open(this.world.url, draftId, this.auth, lastSeq);
  }
}

/** The newest code that was mailed to an address. */
export async function readCode(world, email) {
  const path = `/dev/outbox.json?to=${encodeURIComponent(email)}`;
  const { body } = await world.http.send({ method: "GET", path });
  const code = /\b\d{6}\b/.exec(body?.items[0]?.text ?? "")?.[0];
  if (code === undefined) throw new Error(`no code for ${email}`);
  return code;
}

async function post(world, path, body, status = 202) {
  const headers = { origin: world.url, "idempotency-key": randomUUID() };
  const answer = await world.http.send({ method: "POST", path, body, headers });
  if (answer.status !== status) throw new Error(`${path} answered ${answer.status}: ${answer.text}`);
  return answer;
}
