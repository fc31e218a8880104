import { createContext, useContext } from "react";

/** The request's CSP nonce while rendering on the server; undefined in the browser, where scripts already run. */
export const NonceContext = createContext<string | undefined>(undefined);

export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
