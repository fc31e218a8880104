import { begin, evolve } from "../../../worker/features/room/domain/evolve.ts";
import { LEASE_MS } from "../../../worker/features/room/domain/ring.ts";
import { step } from "../../../worker/features/room/domain/step.ts";
import { canonicalJson } from "../../../worker/kernel/crypto.ts";
import { LEASE_MS as SHORTEST_LEASE_MS } from "./world.mjs";

/** Leases as the Worker under torture has them. */
const LEASES = { ...LEASE_MS, "10m": SHORTEST_LEASE_MS };

/**
 * @typedef {object} Call one recorded call
 * @property {{ id: string, handle: string, name: string }} actor
 * @property {any} command a room command, or `{ t: "read" }`
 * @property {number} invokedAt when it was sent, ms
 * @property {number} answeredAt when it was answered; Infinity when nobody knows
 * @property {{ seq?: number, code?: string, view?: { seq: number, holderId: string, epoch: number, waiting: string } } | null} outcome
 */

/**
 * Whether calls by concurrent clients are explained by one order of them that respects real time. The log gives the
 * order of those that took effect; replaying them through the pure `step` must give the log again, event by event.
 * Refusals and reads must be right at some point between their call and their answer. Gives what is wrong.
 * @param {any[]} events the whole log @param {number} from seq of the last event before the recording
 * @param {Call[]} calls @returns {string[]}
 */
export function check(draftId, events, from, calls) {
  const { states, placed, faults } = replay(draftId, events, from, calls);
  if (faults.length > 0) return faults;
  for (const call of calls)
    if (hasSeq(call) && !placed.has(call))
      faults.push(`${call.command.t} was acknowledged at ${call.outcome.seq}, the log does not have it`);
  return [...faults, ...orderFaults(states, placed, calls)].map((fault) => `${draftId}: ${fault}`);
}

/** Runs the calls that took effect, in the order of the log. `placed`: call → number of the state it made. */
function replay(draftId, events, from, calls) {
  const [created, ...setUp] = events.slice(0, from);
  let state = setUp.reduce((before, event) => evolve(before, event, LEASES), begin(draftId, created, LEASES));
  const states = [state];
  const known = new Map(calls.filter(hasSeq).map((call) => [call.outcome.seq, call]));
  const unknown = calls.filter((call) => call.outcome === null).sort((a, b) => a.invokedAt - b.invokedAt);
  const placed = new Map();
  const faults = [];
  for (let at = from; at < events.length; ) {
    const event = events[at];
    const call = known.get(event.seq) ?? unknown.find((one) => !placed.has(one) && mayHaveCaused(one, event));
    if (!call) {
      faults.push(`nobody asked for event ${event.seq} (${event.type})`);
      break;
    }
    let ids = at;
    const { actor, command } = call;
    const newId = () => events[ids++]?.id ?? "";
    const done = step(state, command, { now: event.at, actor, newId, leases: LEASES, lookup: {} });
    const same = canonicalJson(done.events) === canonicalJson(events.slice(at, at + done.events.length));
    if (!done.outcome.ok || !same) {
      faults.push(
        `${command.t} at ${event.seq} is not what the rules give: ${done.outcome.failure?.code ?? "other events"}`,
      );
      break;
    }
    at += done.events.length;
    state = done.state;
    states.push(state);
    placed.set(call, states.length - 1);
  }
  return { states, placed, faults };
}

const hasSeq = (call) => call.outcome?.seq !== undefined;

/** Whether a call whose answer was lost may have caused an event. Calls alike are interchangeable: the earliest serves. */
function mayHaveCaused({ actor, command }, event) {
  if (event.actorId !== actor.id) return false;
  switch (command.t) {
    case "append":
      return event.type === "segment_appended" && event.segment.text === command.text;
    case "pass":
      return (
        event.type === "ring_moved" &&
        event.reason === "passed" &&
        event.to === command.to &&
        event.epoch === command.epoch + 1
      );
    case "request":
      return event.type === "ring_requested";
    case "withdraw":
      return event.type === "request_withdrawn";
    case "recall":
      return event.type === "ring_moved" && event.reason === "recalled";
    default:
      return false;
  }
}

/**
 * Gives each call the earliest point it can have. A call is never before one that had been answered when it was
 * sent; choosing the earliest for each in order of sending is therefore enough to find an order if there is one.
 */
function orderFaults(states, placed, calls) {
  const faults = [];
  const points = [];
  for (const call of [...calls].sort((a, b) => a.invokedAt - b.invokedAt)) {
    const least = points.reduce(
      (max, one) => (one.answeredAt < call.invokedAt ? Math.max(max, one.point) : max),
      0,
    );
    const point = placed.get(call);
    if (point !== undefined) {
      if (point <= least)
        faults.push(`${call.command.t} took effect at ${point}, after it was seen that ${least} had come`);
      points.push({ point, answeredAt: call.answeredAt });
    } else if (call.outcome !== null) {
      const found = states.findIndex((state, index) => index >= least && explains(state, call));
      if (found < 0)
        faults.push(
          `${call.command.t} was answered ${JSON.stringify(call.outcome)}, which was never so after ${least}`,
        );
      else points.push({ point: found, answeredAt: call.answeredAt });
    }
  }
  return faults;
}

/** Whether this state answers a call as it was answered. */
function explains(state, { actor, command, outcome }) {
  if (outcome.view) {
    const { seq, holderId, epoch, waiting } = outcome.view;
    const { ring } = state;
    return (
      seq === state.seq && holderId === ring.holderId && epoch === ring.epoch && waiting === waitingIn(state)
    );
  }
  const context = { now: state.updatedAt, actor, newId: () => "", leases: LEASES, lookup: {} };
  const { outcome: would } = step(state, command, context);
  return !would.ok && would.failure.code === outcome.code;
}

/** The queue for the ring, as one text. */
export function waitingIn({ requests }) {
  return requests.map((request) => request.memberId).join(" ");
}
