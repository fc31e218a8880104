import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "./clock.ts";

/** Every bound that more than one feature needs, with its unit in the name. Feature-only bounds live in the feature's contract. */
export const BODY_BYTES_MAX = 1024 * 1024;
export const PUBLIC_BODY_BYTES_MAX = 64 * 1024;
export const REQUEST_MS_MAX = 20 * SECOND_MS;
export const PAGE_ITEMS_DEFAULT = 25;
export const PAGE_ITEMS_MAX = 100;
export const IDEMPOTENCY_KEY_CHARS_MAX = 128;
export const IDEMPOTENCY_KEEP_MS = 30 * DAY_MS;
export const IDEMPOTENCY_IN_FLIGHT_MS = MINUTE_MS;

export const TITLE_CHARS_MAX = 120;
export const SEGMENT_CHARS_MAX = 5000;
export const COMMENT_CHARS_MAX = 2000;
export const NOTE_CHARS_MAX = 10_000;
export const DISPLAY_NAME_CHARS_MAX = 60;
export const MEMBERS_MAX = 200;
export const SEGMENTS_MAX = 20_000;
export const COMMENTS_MAX = 10_000;

export const INVITES_OPEN_MAX = 50;
export const INVITE_MS_MIN = HOUR_MS;
export const INVITE_MS_DEFAULT = 7 * DAY_MS;
export const INVITE_MS_MAX = 30 * DAY_MS;

export const SOCKET_FRAME_BYTES_MAX = 64 * 1024;
export const SOCKET_COMMANDS_MAX = 30;
export const SOCKET_COMMANDS_WINDOW_MS = 10 * SECOND_MS;
export const SOCKETS_PER_DRAFT_MAX = 500;
