import type { AppContext } from "./http.ts";
import { fail, ok, type Result } from "./result.ts";

/**
 * The bytes of a request body, or `body_too_large` once it passes `bytesMax`, whether or not the
 * request announced its length. What follows the limit is not read.
 */
export async function readBytes(
  request: Request,
  bytesMax: number,
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const tooLarge = () => fail("body_too_large", `Send at most ${bytesMax} bytes.`, { facts: { bytesMax } });
  if (Number(request.headers.get("content-length") ?? 0) > bytesMax) return tooLarge();
  if (request.body === null) return ok(new Uint8Array());
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = (request.body as ReadableStream<Uint8Array>).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > bytesMax) {
      await reader.cancel().catch(() => {});
      return tooLarge();
    }
    parts.push(value);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.byteLength;
  }
  return ok(bytes);
}

/** Lower-case media type of a request, without parameters; empty when none was sent. */
export function mediaType(request: Request): string {
  return (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

/** UTF-8 text of bytes, or null when they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Reads a JSON body within its limit and leaves it where Hono's validators find it.
 * Refuses other media types, text that is not UTF-8, and text that is not JSON.
 */
export async function takeJsonBody(c: AppContext, bytesMax: number): Promise<Result<null>> {
  const charset = /charset\s*=\s*"?([^";\s]+)/i.exec(c.req.header("content-type") ?? "")?.[1];
  if (mediaType(c.req.raw) !== "application/json" || (charset !== undefined && !/^utf-?8$/i.test(charset)))
    return fail("unsupported_media_type", "This address takes JSON in UTF-8.", {
      suggestedFix: "Send `Content-Type: application/json`.",
    });
  const bytes = await readBytes(c.req.raw, bytesMax);
  if (!bytes.ok) return bytes;
  const text = decodeUtf8(bytes.value);
  if (text === null) return fail("malformed_body", "The body is not UTF-8.");
  try {
    JSON.parse(text);
  } catch {
    return fail("malformed_body", "The body is not JSON.");
  }
  // Hono keeps a promise here, and awaits it; its type names only what the promise holds.
  c.req.bodyCache.text = Promise.resolve(text) as never;
  return ok(null);
}
