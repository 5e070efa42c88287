import { type ApiInfo, Client } from "@gradio-ts/client";
import { useCallback, useEffect, useState } from "preact/hooks";

/** An app whose API is known. */
export interface Connected {
  readonly kind: "connected";
  readonly client: Client;
  readonly info: ApiInfo;
}

export type AppState = Connected | { readonly kind: "connecting" } | { readonly kind: "failed"; readonly error: unknown };

/** Connects to the app, and again when it is asked to: the app may have been changed meanwhile. */
export function useApp(url: string): { readonly state: AppState; readonly connect: () => void } {
  const [state, setState] = useState<AppState>({ kind: "connecting" });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const giveUp = new AbortController();
    let client: Client | undefined;
    setState({ kind: "connecting" });
    Client.connect(url, { signal: giveUp.signal })
      .then((connected) => {
        client = connected;
        if (giveUp.signal.aborted) void connected.close();
        else setState({ kind: "connected", client: connected, info: connected.viewApi() });
      })
      .catch((error: unknown) => {
        if (!giveUp.signal.aborted) setState({ kind: "failed", error });
      });
    return () => {
      giveUp.abort();
      void client?.close();
    };
  }, [url, attempt]);
  return { state, connect: useCallback(() => setAttempt((count) => count + 1), []) };
}
