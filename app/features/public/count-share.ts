const SHARE_MS_MAX = 8_000;

/** Says that the public link was copied. Counting must never stand in anyone's way, so failures stay silent. */
export async function countShare(draftId: string): Promise<void> {
  try {
    await fetch(`/v1/drafts/${draftId}/shares`, {
      method: "POST",
      headers: { "idempotency-key": crypto.randomUUID() },
      signal: AbortSignal.timeout(SHARE_MS_MAX),
    });
  } catch {
    // Not counted.
  }
}
