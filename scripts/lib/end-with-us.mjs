import { spawn } from "node:child_process";

/**
 * Ends a child when this process ends, whatever way that happens, SIGKILL included.
 * A shell waits on a pipe from us: the system closes the pipe with us, and the shell sends the signal.
 * @param {import("node:child_process").ChildProcess} child
 * @param {"KILL" | "TERM"} signal
 */
export function endWithUs(child, signal) {
  const script = `read -r word; [ "$word" = done ] || kill -${signal} ${child.pid} 2>/dev/null`;
  const watcher = spawn("/bin/sh", ["-c", script], { stdio: ["pipe", "ignore", "ignore"], detached: true });
  watcher.unref();
  child.once("exit", () => watcher.stdin.end("done\n"));
}
