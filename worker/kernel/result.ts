import type { ErrorCode } from "./errors.ts";

/** One wrong field of a request body or query. `path` is dotted, as in `items.0.title`. */
export interface FieldError {
  path: string;
  message: string;
}

/** An expected failure, as a value. `detail` is written for the person who reads it. */
export interface Failure {
  code: ErrorCode;
  detail: string;
  suggestedFix?: string;
  fields?: FieldError[];
  /** Seconds until a retry makes sense; becomes `Retry-After`. */
  retryAfter?: number;
  /** Facts that help the caller, such as the current epoch. Never secrets. */
  facts?: Record<string, string | number | boolean | null>;
}

export type Result<T> = { ok: true; value: T } | { ok: false; error: Failure };

/** A good answer. */
export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

/** An expected failure, by its code in `errors.ts`. */
export function fail(
  code: ErrorCode,
  detail: string,
  more: Omit<Failure, "code" | "detail"> = {},
): { ok: false; error: Failure } {
  return { ok: false, error: { code, detail, ...more } };
}
