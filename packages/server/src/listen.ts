import { InvalidArgumentError } from "@gradio-ts/client";
import { unref } from "./endpoint/unref.js";
import type { ListenOptions } from "./server-options.js";

/** A socket that is open. */
export interface Listener {
  readonly url: string;
  readonly port: number;
  /** Resolves when every connection is closed. */
  close(): Promise<void>;
}

/** The part of `node:http`'s server that is used: nothing of Node is imported where the package is. */
interface NodeServer {
  listen(port: number, host: string): unknown;
  once(event: "listening", listener: () => void): unknown;
  once(event: "error", listener: (error: Error) => void): unknown;
  off(event: "listening" | "error", listener: unknown): unknown;
  address(): { readonly port: number } | string | null;
  close(callback: () => void): unknown;
  closeIdleConnections?(): void;
  closeAllConnections?(): void;
}

/** Where Gradio looks for a free port. */
const FIRST_PORT = 7860;
const LAST_PORT = 7959;
/** How long clients get to read the end of their streams before their connections are cut, in ms. */
const FLUSH_MS = 1_000;
/** How often connections are looked for that nobody needs any more, in ms. */
const IDLE_MS = 20;

/** Opens a socket for a fetch handler. @throws Error if the port that was asked for is taken, or none is free */
export async function listen(fetch: (request: Request) => Promise<Response>, options: ListenOptions): Promise<Listener> {
  const host = options.host ?? environment("GRADIO_SERVER_NAME") ?? "127.0.0.1";
  const wanted = options.port ?? portOf(environment("GRADIO_SERVER_PORT"));
  const { nodeServer } = await import("#machine");
  const server = (await nodeServer(fetch)) as NodeServer;
  await (wanted === undefined ? openFirstFree(server, host) : openWanted(server, wanted, host));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server listens on no port.");
  const shown = host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return { url: `http://${shown}:${address.port}`, port: address.port, close: () => closed(server) };
}

async function openWanted(server: NodeServer, port: number, host: string): Promise<void> {
  try {
    await open(server, port, host);
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw new Error(`Port ${port} of ${host} is taken: give another one, or none for the first that is free.`, { cause: error });
  }
}

async function openFirstFree(server: NodeServer, host: string): Promise<void> {
  for (let port = FIRST_PORT; port <= LAST_PORT; port++) {
    try {
      return await open(server, port, host);
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  throw new Error(`No port from ${FIRST_PORT} to ${LAST_PORT} is free.`);
}

function isTaken(error: unknown): boolean {
  return (error as { readonly code?: string }).code === "EADDRINUSE";
}

function open(server: NodeServer, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const opened = () => {
      server.off("error", refused);
      resolve();
    };
    const refused = (error: Error) => {
      server.off("listening", opened);
      reject(error);
    };
    server.once("listening", opened);
    server.once("error", refused);
    server.listen(port, host);
  });
}

function closed(server: NodeServer): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections?.(), FLUSH_MS);
    // Kept alive for more requests, of which none will come: each as soon as its last answer has gone out.
    const hangUp = setInterval(() => server.closeIdleConnections?.(), IDLE_MS);
    unref(cut);
    unref(hangUp);
    server.close(() => {
      clearTimeout(cut);
      clearInterval(hangUp);
      resolve();
    });
    server.closeIdleConnections?.();
  });
}

function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!Number.isInteger(port)) throw new InvalidArgumentError(`GRADIO_SERVER_PORT is no port: ${text}`, "port");
  return port;
}

/** A variable of the environment, where the runtime has one. */
function environment(name: string): string | undefined {
  const { process } = globalThis as { readonly process?: { readonly env?: Readonly<Record<string, string | undefined>> } };
  return process?.env?.[name] || undefined;
}
