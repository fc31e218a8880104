import * as z from "zod";
import { fail, ok, type Result } from "../../kernel/result.ts";

/** The place after which a page goes on: opaque to clients. */
export interface Place {
  updatedAt: number;
  id: string;
}

const place = z.tuple([z.int(), z.string().max(64)]);

/** The cursor of a place; `fromCursor` reads it back. */
export function toCursor(at: Place): string {
  return btoa(JSON.stringify([at.updatedAt, at.id]));
}

/** The place of a cursor that we made. Anything else is a wrong field, not an error of ours. */
export function fromCursor(cursor: string): Result<Place> {
  try {
    const [updatedAt, id] = place.parse(JSON.parse(atob(cursor)));
    return ok({ updatedAt, id });
  } catch {
    return fail("validation_failed", "That cursor is not one of ours.", {
      fields: [{ path: "cursor", message: "Use nextCursor of the page before" }],
    });
  }
}
