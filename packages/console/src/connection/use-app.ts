import { type ApiInfo, Client, HttpError } from "@gradio-ts/client";
import { useCallback, useEffect, useState } from "preact/hooks";

/** An app whose API is known. */
export interface Connected {
  readonly kind: "connected";
  readonly client: Client;
  readonly info: ApiInfo;
}

export type AppState =
  | Connected
  | { readonly kind: "connecting" }
  /** Not up yet: who serves the page for an app elsewhere answers 503 and says how far it is. */
  | { readonly kind: "waking"; readonly stage: string; readonly detail: string }
  | { readonly kind: "failed"; readonly error: unknown };

/** Milliseconds until an app that is not up is asked again. */
const PATIENCE = 2_000;

/**
 * Connects to the app, and again when it is asked to: the app may have been changed meanwhile.
 * @param name What snippets call the app, where that is not where the page reaches it.
 */
export function useApp(url: string, name: string | undefined): { readonly state: AppState; readonly connect: () => void } {
  const [state, setState] = useState<AppState>({ kind: "connecting" });
  const [attempt, setAttempt] = useState(0);
  const connect = useCallback(() => setAttempt((count) => count + 1), []);
  useEffect(() => {
    const giveUp = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let client: Client | undefined;
    setState((before) => (before.kind === "waking" ? before : { kind: "connecting" }));
    Client.connect(url, { signal: giveUp.signal, maxRetries: 0 })
      .then((connected) => {
        client = connected;
        if (giveUp.signal.aborted) return void connected.close();
        const info = connected.viewApi();
        setState({ kind: "connected", client, info: name === undefined ? info : { ...info, src: name } });
      })
      .catch((error: unknown) => {
        if (giveUp.signal.aborted) return;
        const waking = wakingState(error);
        setState(waking ?? { kind: "failed", error });
        if (waking !== undefined) timer = setTimeout(connect, PATIENCE);
      });
    return () => {
      giveUp.abort();
      clearTimeout(timer);
      void client?.close();
    };
  }, [url, name, attempt, connect]);
  return { state, connect };
}

function wakingState(error: unknown): AppState | undefined {
  if (!(error instanceof HttpError) || error.status !== 503) return undefined;
  const { stage, detail } = Object(error.body) as { readonly stage?: unknown; readonly detail?: unknown };
  return typeof stage === "string" ? { kind: "waking", stage, detail: typeof detail === "string" ? detail : "" } : undefined;
}
