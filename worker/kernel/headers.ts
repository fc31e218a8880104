/** Two years, the least that browsers' preload lists accept. */
const HSTS_SECONDS = 63_072_000;

export interface HeaderFacts {
  nonce: string;
  /** Host and port the request came to: browsers differ on whether 'self' covers ws:// of the same host. */
  host: string;
  production: boolean;
  development: boolean;
}

/**
 * Content-Security-Policy of every answer. Scripts run by nonce only. Style *attributes* are allowed
 * (author colours and the ring's arc are set by them); inline style elements by nonce,
 * or any in the dev server, which injects its own.
 */
export function contentSecurityPolicy({ nonce, host, development }: HeaderFacts): string {
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    development
      ? "style-src 'self' 'unsafe-inline'"
      : `style-src 'self' 'nonce-${nonce}'; style-src-attr 'unsafe-inline'`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ws://${host} wss://${host}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** A copy of the answer with the headers that every answer carries. A WebSocket upgrade passes as it is. */
export function withSecurityHeaders(response: Response, requestId: string, facts: HeaderFacts): Response {
  if (response.status === 101) return response;
  const secured = new Response(response.body, response);
  const { headers } = secured;
  headers.set("x-request-id", requestId);
  headers.set("content-security-policy", contentSecurityPolicy(facts));
  headers.set("x-content-type-options", "nosniff");
  headers.set("referrer-policy", "strict-origin-when-cross-origin");
  headers.set("x-frame-options", "DENY");
  headers.set("cross-origin-opener-policy", "same-origin");
  headers.set("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
  if (!headers.has("cross-origin-resource-policy"))
    headers.set("cross-origin-resource-policy", "same-origin");
  if (facts.production)
    headers.set("strict-transport-security", `max-age=${HSTS_SECONDS}; includeSubDomains`);
  return secured;
}
