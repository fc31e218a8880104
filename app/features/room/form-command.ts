import { type RoomCommand, roomCommand } from "@worker/features/room/commands.ts";

/** What the room's forms may ask for: everything a member does by hand. Invites have their own forms. */
export const FORM_COMMANDS = [
  "append",
  "pass",
  "request",
  "withdraw",
  "recall",
  "comment",
  "accept",
  "dismiss",
  "rename",
  "archive",
  "restore",
  "publish",
  "settings",
  "change_role",
  "remove_member",
  "leave",
] as const;
export type FormCommand = (typeof FORM_COMMANDS)[number];

/** The form's fields, read by one rule each. Absent fields stay absent, so a form sends only what it changes. */
const NUMBERS = new Set(["epoch", "expectedSeq"]);
const TEXTS = new Set(["text", "title", "to", "kind", "commentId", "memberId", "role"]);
const SETTINGS = ["lease", "nextHolderRule", "writersMayInvite", "sharing"];

export type FormReading = { ok: true; command: RoomCommand } | { ok: false; detail: string };

/** Reads a posted form as a command. The same shapes as on the socket, parsed by the same schema. */
export function commandFromForm(form: FormData): FormReading {
  const intent = String(form.get("intent") ?? "");
  if (!(FORM_COMMANDS as readonly string[]).includes(intent))
    return { ok: false, detail: "That form is not known here." };
  const raw: Record<string, unknown> = { t: intent, key: String(form.get("key") ?? "") };
  for (const name of new Set(form.keys())) {
    const value = String(form.getAll(name).at(-1) ?? "");
    if (NUMBERS.has(name)) raw[name] = Number(value);
    else if (TEXTS.has(name)) raw[name] = value;
  }
  if (intent === "comment") raw.segmentSeq = segmentOf(form.get("segmentSeq"));
  if (intent === "settings") raw.settings = settingsOf(form);
  const parsed = roomCommand.safeParse(raw);
  if (parsed.success) return { ok: true, command: parsed.data };
  return { ok: false, detail: firstMessage(parsed.error.issues) };
}

const segmentOf = (value: FormDataEntryValue | null) =>
  value === null || value === "" ? null : Number(value);

/** A switch posts a hidden `off` and, when it is on, an `on` after it: the last one counts. */
function settingsOf(form: FormData): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const name of SETTINGS) {
    const value = form.getAll(name).at(-1);
    if (value !== undefined)
      read[name] = value === "on" ? true : value === "off" && name !== "lease" ? false : value;
  }
  return read;
}

interface Issue {
  message: string;
  errors?: readonly (readonly Issue[])[];
}

/** The message of the field that did not fit; unions hide it one level down. */
function firstMessage(issues: readonly unknown[]): string {
  for (const issue of issues as readonly Issue[]) {
    const inner = issue.errors?.filter((branch) => branch.length > 0).map((branch) => firstMessage(branch));
    const message = inner?.find((one) => one !== FALLBACK) ?? issue.message;
    if (message && message !== "Invalid input") return message;
  }
  return FALLBACK;
}

const FALLBACK = "Something in it needs another look.";
