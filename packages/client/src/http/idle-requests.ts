/**
 * An open `fetch` keeps a Node process alive, for as long as a heartbeat runs: for ever. Node tells of each request's socket on its
 * diagnostics channels, and a socket can be told not to keep the process alive. Elsewhere, and under a caller's `fetch`, nothing happens.
 */

interface Socket {
  readonly unref?: () => void;
}
interface Sent {
  readonly request?: { readonly path?: string; readonly origin?: string | URL };
  readonly socket?: Socket;
}
interface Channels {
  subscribe(name: string, listener: (message: unknown) => void): void;
  unsubscribe(name: string, listener: (message: unknown) => void): void;
}
interface Runtime {
  readonly process?: { readonly getBuiltinModule?: (name: string) => Channels | undefined };
}

const CHANNEL = "undici:client:sendHeaders";

/** Runs `send`, whose requests to the URLs that it tells then keep no process alive. */
export async function withoutKeepingAlive<T>(send: (onAsk: (url: URL) => void) => Promise<T>): Promise<T> {
  const channels = (globalThis as Runtime).process?.getBuiltinModule?.("node:diagnostics_channel");
  if (channels === undefined) return send(() => {});
  const asked = new Set<string>();
  const listener = (message: unknown) => {
    const { request, socket } = message as Sent;
    if (asked.has(`${request?.origin}${request?.path}`)) socket?.unref?.();
  };
  channels.subscribe(CHANNEL, listener);
  try {
    return await send(({ origin, pathname, search }) => void asked.add(`${origin}${pathname}${search}`));
  } finally {
    channels.unsubscribe(CHANNEL, listener);
  }
}
