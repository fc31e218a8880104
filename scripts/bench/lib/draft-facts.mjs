/**
 * The facts that a card is drawn from, rebuilt from a member's view of a draft in which the ring has not moved yet:
 * so the renderer alone can be given exactly what the Worker draws.
 */
export function factsOf(view, now) {
  return {
    id: view.id,
    title: view.title,
    platform: view.platform,
    kind: view.kind,
    status: view.status,
    sharing: view.settings.sharing,
    createdAt: view.createdAt,
    seq: view.seq,
    segmentCount: view.segmentCount,
    ring: view.ring,
    leaseFrom: view.ring.since,
    lastAppendAt: view.segments.at(-1)?.at ?? null,
    people: view.members.map((member) => ({
      ...member,
      segments: view.segmentsBy[member.id] ?? 0,
      lastHeldAt: member.id === view.ring.holderId ? view.ring.since : null,
    })),
    requests: view.requests,
    passesIn24h: 0,
    recentPassTimes: [],
    lastActivityAt: view.updatedAt,
    now,
  };
}
