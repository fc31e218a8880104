import { randomBytes, randomUUID } from "node:crypto";
import { Person, readCode } from "./person.mjs";

/** Someone with cookies, as a browser keeps them. */
export class Browser {
  #cookies = new Map();

  /** @param {import("./world.mjs").World} world */
  constructor(world) {
    this.world = world;
  }

  static async signIn(world, email = `b-${randomBytes(8).toString("hex")}@example.com`) {
    const browser = new Browser(world);
    await browser.call("POST", "/v1/auth/codes", { email });
    const answer = await browser.call("POST", "/v1/auth/sessions", { code: await readCode(world, email) });
    if (answer.status !== 201) throw new Error(`sign-in answered ${answer.status}: ${answer.text}`);
    return Object.assign(browser, { email, user: answer.body.user });
  }

  get cookie() {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  /** One call from our own page; cookies in the answer are kept. */
  async call(method, path, body, { key = randomUUID(), headers = {} } = {}) {
    const sent = { origin: this.world.url, "idempotency-key": key, ...headers };
    if (this.#cookies.size > 0) sent.cookie = this.cookie;
    const answer = await this.world.http.send({ method, path, body, headers: sent });
    for (const line of answer.headers["set-cookie"] ?? []) {
      const [pair] = line.split(";");
      const at = pair.indexOf("=");
      if (/max-age=0/i.test(line)) this.#cookies.delete(pair.slice(0, at));
      else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  }

  /** The same person for helpers that know people: cookies and our own Origin instead of a token. */
  asPerson() {
    const person = new Person(this.world, this.user, "");
    Object.defineProperty(person, "auth", {
      get: () => ({ cookie: this.cookie, origin: this.world.url }),
    });
    return person;
  }
}
