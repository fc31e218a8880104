// The one Node module the rules use (`nodejs_compat`), for hashing alone; its whole type package would bring Node's globals along.
declare module "node:crypto" {
  export function createHash(algorithm: "sha256"): {
    update(text: string, encoding: "utf8"): { digest(encoding: "hex"): string };
  };
}
