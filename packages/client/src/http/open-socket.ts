import { startTimer } from "./delay.js";
import { LONGEST_MESSAGE } from "./longest-message.js";

/** Who hears of a socket that was opened. */
export interface SocketListener {
  readonly onText: (text: string, reply: (text: string) => void) => void;
  /** The other side lives: told of pings, by runtimes that show them. */
  readonly onPing: () => void;
  /** Told once. @param failure `undefined` where the other side closed it properly. */
  readonly onClose: (failure: unknown) => void;
}

/** An open WebSocket. */
export interface Socket {
  close(): void;
  /** Whether this runtime shows pings: only then is silence a sign of anything. */
  readonly showsPings: boolean;
}

export interface SocketRequest {
  readonly url: URL;
  /** Browsers, and other runtimes with a WebSocket of their own, cannot send any but their own. */
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** The handshake was answered otherwise. */
export class HandshakeRefused extends Error {
  readonly status: number;
  /** The header of that name. */
  readonly retryAfter: string | null;
  constructor(status: number, retryAfter: string | null) {
    super(`the WebSocket was refused with status ${status}`);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

const NORMAL = 1000;
/** Milliseconds the other side has to answer a closing. */
const CLOSING = 1000;

/**
 * Opens a WebSocket: on Node by the `ws` package, which can send headers and shows pings (protocol.md §3.1); elsewhere by the runtime's own.
 * The signal ends the opening only.
 * @throws HandshakeRefused, the signal's reason, or the network's own error.
 */
export function openSocket(request: SocketRequest, listener: SocketListener): Promise<Socket> {
  return isNode() ? openWithPackage(request, listener) : openOwn(request, listener);
}

interface Runtime {
  readonly process?: { readonly versions?: Readonly<Record<string, string | undefined>> };
}

/** Bun, Deno and workerd pass for Node in most things. */
function isNode(): boolean {
  const versions = (globalThis as Runtime).process?.versions;
  const isOther = versions?.["bun"] !== undefined || versions?.["deno"] !== undefined || "WebSocketPair" in globalThis;
  return versions?.["node"] !== undefined && !isOther;
}

async function openWithPackage({ url, headers, signal }: SocketRequest, listener: SocketListener): Promise<Socket> {
  const { WebSocket } = await import("ws");
  signal.throwIfAborted();
  // Base64 gains little from being compressed.
  const socket = new WebSocket(url, { headers, maxPayload: LONGEST_MESSAGE, perMessageDeflate: false });
  return new Promise((resolve, reject) => {
    const abort = () => {
      reject(signal.reason);
      socket.terminate();
    };
    signal.addEventListener("abort", abort, { once: true });
    let failure: unknown;
    let opened = false;
    socket.on("error", (error) => {
      failure ??= error;
      reject(error);
    });
    socket.on("unexpected-response", (_, response) => {
      reject(new HandshakeRefused(response.statusCode ?? 0, response.headers["retry-after"] ?? null));
      socket.terminate();
    });
    socket.on("open", () => {
      opened = true;
      signal.removeEventListener("abort", abort);
      const close = () => {
        if (socket.readyState === socket.CLOSED) return;
        socket.close(NORMAL);
        socket.once(
          "close",
          startTimer(() => socket.terminate(), CLOSING),
        );
      };
      resolve({ close, showsPings: true });
    });
    socket.on("message", (data) => listener.onText(String(data), (text) => socket.send(text)));
    socket.on("ping", () => listener.onPing());
    socket.on("close", (code) => {
      signal.removeEventListener("abort", abort);
      if (opened) listener.onClose(code === NORMAL ? undefined : (failure ?? closed(code)));
    });
  });
}

function openOwn({ url, signal }: SocketRequest, listener: SocketListener): Promise<Socket> {
  signal.throwIfAborted();
  const socket = new WebSocket(url);
  return new Promise((resolve, reject) => {
    const abort = () => {
      reject(signal.reason);
      socket.close();
    };
    signal.addEventListener("abort", abort, { once: true });
    let opened = false;
    socket.addEventListener("open", () => {
      opened = true;
      signal.removeEventListener("abort", abort);
      resolve({ close: () => socket.close(NORMAL), showsPings: false });
    });
    socket.addEventListener("message", ({ data }) => listener.onText(String(data), (text) => socket.send(text)));
    socket.addEventListener("close", ({ code }) => {
      signal.removeEventListener("abort", abort);
      // Of a failed opening such a runtime tells nothing more.
      if (opened) listener.onClose(code === NORMAL ? undefined : closed(code));
      else reject(closed(code));
    });
  });
}

function closed(code: number): Error {
  return new Error(`the WebSocket was closed with code ${code}`);
}
