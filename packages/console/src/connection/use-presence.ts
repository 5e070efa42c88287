import { useEffect, useState } from "preact/hooks";
import type { Connected } from "./use-app.js";

/** Whether the app is still there, and still the one that was connected to. */
export type Presence = "here" | "lost" | "restarted";

/** Milliseconds between two looks: at an app that is there, at one that is not. */
const CALM = 15_000;
const ANXIOUS = 2_000;

/**
 * Looks after the app by its id, which is new with each start of it (protocol.md §1.1): now and then while the page is looked at, at once when
 * the network comes or goes, when the page is looked at again, and whenever a call has failed.
 * @param failures Changes with each call that has failed.
 */
export function usePresence({ client, info }: Connected, failures: number): Presence {
  const [presence, setPresence] = useState<Presence>("here");
  useEffect(() => {
    const route = new URL(`${info.http.prefix}app_id`, client.src);
    const known = client.config["app_id"];
    const ended = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (patience: number) => {
      clearTimeout(timer);
      const found = document.hidden ? "here" : await presenceAt(route, known, ended.signal);
      if (ended.signal.aborted) return;
      if (!document.hidden) setPresence(found);
      clearTimeout(timer);
      timer = setTimeout(look, found === "lost" ? ANXIOUS : patience, CALM);
    };
    // An app that ends may answer this and that for a while.
    if (failures > 0) void look(ANXIOUS);
    else timer = setTimeout(look, CALM, CALM);
    for (const event of ["online", "offline", "focus"]) addEventListener(event, () => void look(CALM), { signal: ended.signal });
    return () => {
      clearTimeout(timer);
      ended.abort();
    };
  }, [client, info, failures]);
  return presence;
}

async function presenceAt(route: URL, known: unknown, signal: AbortSignal): Promise<Presence> {
  try {
    const answer = await fetch(route, { signal, cache: "no-store" });
    if (answer.status >= 500) return "lost";
    const said = answer.ok ? ((await answer.json()) as { readonly app_id?: unknown }) : {};
    // Old ones tell no id (protocol.md §1).
    return known === undefined || said.app_id === undefined || said.app_id === known ? "here" : "restarted";
  } catch {
    return "lost";
  }
}
