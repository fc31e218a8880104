import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isTaken } from "./server.mjs";

/**
 * Marks a state folder as in use: two runtimes on the same files would damage them.
 * A mark left behind by a kill doesn't count: its owner must be alive and answer at its port.
 * @returns {Promise<{ port: number } | { release: () => void }>} the port of whoever has it, or the way to give it back
 */
export async function lockState(folder, port) {
  const file = join(folder, "in-use.json");
  const owner = readOwner(file);
  if (owner && isAlive(owner.pid) && (await isTaken(owner.port))) return { port: owner.port };
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify({ pid: process.pid, port }));
  return { release: () => rmSync(file, { force: true }) };
}

function readOwner(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
