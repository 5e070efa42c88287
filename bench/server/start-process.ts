import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Counts } from "./counts.js";

export interface BenchServer {
  readonly url: string;
  stop(): Promise<void>;
}

export interface CountingServer extends BenchServer {
  /** Requests since the last time this was asked. */
  counts(): Promise<Counts>;
}

export interface ReplayServer extends BenchServer {
  /** Connections made to it since the last time this was asked. */
  connections(): Promise<number>;
}

/** Starts the replay of a recorded Gradio. @param file `replay.ts`, bundled. */
export async function startReplay(file: string, app: "calls" | "values"): Promise<ReplayServer> {
  const { url, stop, child } = await start(file, [app]);
  const connections = async () => {
    child.send("connections");
    return (await answerOf<{ connections: number }>(child)).connections;
  };
  return { url, stop, connections };
}

/** Starts the app of a server of ours. @param file `server-app.ts`, bundled. */
export async function startOwn(file: string): Promise<BenchServer> {
  const { url, stop } = await start(file, []);
  return { url, stop };
}

/** Puts a delay before another server. @param file `delay-proxy.ts`, bundled. */
export async function startDelay(file: string, target: string, milliseconds: number): Promise<CountingServer> {
  const { url, stop, child } = await start(file, [target, String(milliseconds)]);
  const counts = async () => {
    child.send("counts");
    return (await answerOf<{ counts: Counts }>(child)).counts;
  };
  return { url, stop, counts };
}

async function start(file: string, args: readonly string[]): Promise<BenchServer & { readonly child: ChildProcess }> {
  // Not through tsx, whose hooks would be in what is measured.
  const child = fork(file, args, { execArgv: [] });
  const { url } = await answerOf<{ url: string }>(child);
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill();
    await once(child, "exit");
  };
  return { url, stop, child };
}

function answerOf<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error("A server of the benchmark ended"));
    child.once("exit", ended);
    child.once("message", (message) => {
      child.off("exit", ended);
      resolve(message as T);
    });
  });
}
