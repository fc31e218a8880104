import { factsOf } from "../lib/draft-facts.mjs";
import { inTurns } from "../lib/stats.mjs";

const ROUNDS = 25;
const WARM_UPS = 3;
const PEOPLE = 3;

/**
 * Milliseconds for a card that nobody drew before: the Worker's whole answer, and the renderer alone behind the
 * bench Worker's door. Each round renames the draft, so no cache can help; both sides draw the same facts, and
 * `same` says whether the pictures were equal byte for byte.
 */
export async function card(ours, bareUrl) {
  const { id } = await ours.room(PEOPLE - 1);
  await ours.owner.done("PATCH", `/v1/drafts/${id}/settings`, { sharing: true }); // a private card is always the same one
  let facts;
  let pictures = {};
  let same = true;
  let title = 0;
  const prepare = async () => {
    if (pictures.ours && pictures.bare) same &&= pictures.ours.equals(pictures.bare);
    pictures = {};
    await ours.owner.done("PUT", `/v1/drafts/${id}/title`, { title: `The night train, part ${++title}` });
    const { view } = await ours.owner.done("GET", `/v1/drafts/${id}`);
    facts = factsOf(view, view.updatedAt);
  };
  const sides = {
    ours: () => {
      const now = encodeURIComponent(new Date(facts.now).toISOString());
      return fetch(`${ours.world.url}/cards/drafts/${id}.png?now=${now}`);
    },
    bare: () => fetch(`${bareUrl}/card`, { method: "POST", body: JSON.stringify(facts) }),
  };
  const run = (name) => async () => {
    if (Object.keys(pictures).length !== 1) await prepare();
    const startedAt = performance.now();
    const answer = await sides[name]();
    const bytes = Buffer.from(await answer.arrayBuffer());
    const time = performance.now() - startedAt;
    if (!answer.ok)
      throw new Error(`${name} answered ${answer.status} for a card: ${bytes.toString().slice(0, 300)}`);
    pictures[name] = bytes;
    return time;
  };
  const turns = { ours: run("ours"), bare: run("bare") };
  await inTurns(WARM_UPS, turns);
  const values = await inTurns(ROUNDS, turns);
  return { ...values, same };
}
