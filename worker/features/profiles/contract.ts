import * as z from "zod";
import { DAY_MS } from "../../kernel/clock.ts";
import { displayNameSchema, timeZoneSchema } from "../auth/contract.ts";
import { HANDLE_CHARS_MAX, HANDLE_CHARS_MIN, handleProblem } from "../auth/domain-handles.ts";

export const HANDLE_REDIRECT_MS = 30 * DAY_MS;
export const HANDLE_CHANGES_PER_DAY_MAX = 5;

export const handleSchema = z
  .string()
  .trim()
  .toLowerCase()
  .refine(
    (handle) => handleProblem(handle) !== "pattern",
    `Use ${HANDLE_CHARS_MIN} to ${HANDLE_CHARS_MAX} of a–z, 0–9 and _`,
  )
  .refine((handle) => handleProblem(handle) !== "reserved", "That handle is kept for the house");

export const updateMeSchema = z.strictObject({
  displayName: displayNameSchema.optional(),
  handle: handleSchema.optional(),
  timeZone: timeZoneSchema.optional(),
});

/** Any text that could have been a handle; upper case is taken for lower. */
export const handleParams = z.strictObject({ handle: z.string().min(1).max(HANDLE_CHARS_MAX) });

/** What anyone may see of a person: an allow-list, nothing else leaves. */
export const publicProfileSchema = z
  .object({
    handle: z.string(),
    displayName: z.string(),
    verified: z.boolean(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "PublicProfile" });

export type PublicProfile = z.infer<typeof publicProfileSchema>;
export type UpdateMe = z.infer<typeof updateMeSchema>;
