import type { Hub } from "./hub.js";

export interface Copying {
  readonly toId: string | undefined;
  readonly private: boolean;
  readonly hardware: string | undefined;
  readonly secrets: Readonly<Record<string, string>>;
  /** Milliseconds; `Infinity`: never. */
  readonly sleepAfter: number;
}

const FREE_HARDWARE = "cpu-basic";

/**
 * Copies a Space; a copy that exists is left as it is. All in one request, so that no copy runs without its secrets, or awake on paid hardware.
 * @returns the name of the copy.
 */
export async function duplicateSpace(hub: Hub, fromId: string, wanted: Copying, signal: AbortSignal | undefined): Promise<string> {
  const name = wanted.toId ?? fromId.replace(/.*\//, "");
  const id = name.includes("/") ? name : `${await hub.account({ signal })}/${name}`;
  const hardware = wanted.hardware ?? (await hub.runtime(fromId, { signal })).hardware ?? FREE_HARDWARE;
  const secrets = Object.entries(wanted.secrets).map(([key, value]) => ({ key, value }));
  const made = await hub.duplicate(
    fromId,
    {
      repository: id,
      private: wanted.private,
      hardware,
      ...(secrets.length > 0 && { secrets }),
      // Free hardware has a time of its own.
      ...(hardware !== FREE_HARDWARE && { sleepTimeSeconds: seconds(wanted.sleepAfter) }),
    },
    { signal },
  );
  if (!made) hub.log?.warn("the copy exists already, and keeps its own hardware, secrets and sleep time", { spaceId: id });
  return id;
}

/** `-1` is never (protocol.md §15). */
function seconds(milliseconds: number): number {
  return milliseconds === Number.POSITIVE_INFINITY ? -1 : Math.ceil(milliseconds / 1000);
}
