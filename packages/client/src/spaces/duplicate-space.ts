import { InvalidArgumentError } from "../errors.js";
import type { Http } from "../http/request.js";
import { Hub } from "./hub.js";
import { readSpaceName } from "./space-address.js";

/** How a copy is made. */
export interface Copying {
  readonly toId?: string | undefined;
  readonly private?: boolean | undefined;
  readonly hardware?: string | undefined;
  readonly secrets?: Readonly<Record<string, string>> | undefined;
  /** Milliseconds; `Infinity`: never. */
  readonly sleepAfter?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A copy of a Space. */
export interface SpaceCopy {
  /** `"user/name"` */
  readonly spaceId: string;
  /** Where its app answers once it is up, ending in `/`. */
  readonly src: string;
  /** `false`: there was one of that name, which is left as it is. */
  readonly created: boolean;
}

const FREE_HARDWARE = "cpu-basic";
const SLEEP_AFTER = 5 * 60_000;

/**
 * Copies a Space to the account of the token that `http` carries; a copy that exists is left as it is. All in one request, so that no copy
 * runs without its secrets, or stays awake on paid hardware.
 * @param fromId The original's name, or the address of its page.
 * @throws InvalidArgumentError for what is no name; what the hub refuses with.
 */
export async function duplicateSpace(http: Http, fromId: unknown, wanted: Copying): Promise<Pick<SpaceCopy, "spaceId" | "created">> {
  const from = readSpaceName(String(fromId).trim());
  if (from === undefined)
    throw new InvalidArgumentError(`duplicate() takes the name of a Space, "user/space", not ${String(fromId)}.`, "fromId");
  const hub = new Hub(http, true);
  const { signal, private: isPrivate = true, secrets = {}, sleepAfter = SLEEP_AFTER } = wanted;
  const name = wanted.toId ?? from.replace(/.*\//, "");
  const id = name.includes("/") ? name : `${await hub.account({ signal })}/${name}`;
  const hardware = wanted.hardware ?? (await hub.runtime(from, { signal })).hardware ?? FREE_HARDWARE;
  const given = Object.entries(secrets).map(([key, value]) => ({ key, value }));
  const made = await hub.duplicate(
    from,
    {
      repository: id,
      private: isPrivate,
      hardware,
      ...(given.length > 0 && { secrets: given }),
      // Free hardware has a time of its own.
      ...(hardware !== FREE_HARDWARE && { sleepTimeSeconds: seconds(sleepAfter) }),
    },
    { signal },
  );
  if (!made) http.log?.warn("the copy exists already, and keeps its own hardware, secrets and sleep time", { spaceId: id });
  return { spaceId: id, created: made };
}

/** The same, and where the copy answers. */
export async function copySpace(http: Http, fromId: unknown, wanted: Copying): Promise<SpaceCopy> {
  const { spaceId, created } = await duplicateSpace(http, fromId, wanted);
  const { base } = await new Hub(http, true).space(spaceId, { signal: wanted.signal });
  return Object.freeze({ spaceId, src: base.href, created });
}

/** `-1` is never (protocol.md §15). */
function seconds(milliseconds: number): number {
  return milliseconds === Number.POSITIVE_INFINITY ? -1 : Math.ceil(milliseconds / 1000);
}
