import type { App } from "./app/app.js";
import type { AppConfig } from "./app/app-config.js";
import type { Entered } from "./connect.js";
import { GradioError, SpaceError, TimeoutError } from "./errors.js";
import type { Http } from "./http/request.js";
import type { RequestPaths } from "./request-paths.js";
import { Hub } from "./spaces/hub.js";
import type { SpaceStatus } from "./spaces/space-status.js";
import { untilUp, type Watch } from "./spaces/until-up.js";

/** What connecting lends: what every page loads first is not to be split for the sake of Spaces. */
export interface Means extends RequestPaths {
  readonly token?: string | undefined;
  readonly onSpaceStatus?: ((status: SpaceStatus) => void) | undefined;
  /** Lets the client into the app that is there. */
  readonly enter: (http: Http) => Promise<App>;
  readonly signal: AbortSignal;
}

/** How long the name of a Space may take to learn, where its app works already. */
const NAME_TIMEOUT = 5_000;

/** Connects to a Space, once that is up. @param address Its name, or the URL of its host. */
export async function connectSpace(address: string | URL, means: Means): Promise<Entered> {
  const hub = new Hub(means.toHub(), means.token !== undefined);
  const { onSpaceStatus, signal } = means;
  let status: SpaceStatus | undefined;
  const tell = (news: SpaceStatus) => {
    status = news;
    if (onSpaceStatus !== undefined) queueMicrotask(() => onSpaceStatus(news));
  };
  try {
    const watch = { tell, signal };
    return await (typeof address === "string" ? byName(address, hub, means, watch) : atHost(address, hub, means, watch));
  } catch (error) {
    throw error instanceof TimeoutError && error.phase === "connect" ? notUp(error, status) : error;
  }
}

/** How the Space stood when the time was up. */
function notUp(error: TimeoutError, status: SpaceStatus | undefined): SpaceError {
  const stood = status === undefined ? "" : ` ${status.message}`;
  return new SpaceError(`${error.message}${stood} Give it more time with connectTimeout.`, status?.stage, { cause: error });
}

/** The hub knows where a Space answers, and says in the same breath how it stands. */
async function byName(name: string, hub: Hub, means: Means, watch: Watch): Promise<Entered> {
  const space = await hub.space(name, watch);
  const http = means.toApp(space.base);
  await untilUp(space, hub, http, watch);
  return { http, app: await means.enter(http), spaceId: space.id };
}

/** A host is asked itself: most are up, and the hub counts what it is asked. Where that fails, the hub may know why. */
async function atHost(host: URL, hub: Hub, means: Means, watch: Watch): Promise<Entered> {
  const { signal } = watch;
  const http = means.toApp(host);
  try {
    const app = await means.enter(http);
    return { http, app, spaceId: nameIn(app.config) ?? (await nameAt(host, hub, signal)) };
  } catch (failure) {
    const space = await hub.spaceAt(host, { signal }).catch((refusal: unknown) => {
      throw signal.aborted ? signal.reason : theCause(failure, refusal, http);
    });
    // It was up all along: what its app said is the answer.
    if (!(await untilUp(space, hub, http, watch))) throw failure;
    return { http, app: await means.enter(http), spaceId: space.id };
  }
}

/** Gradio's config names the Space it runs in. */
function nameIn({ space_id: name }: AppConfig): string | undefined {
  return typeof name === "string" && name !== "" ? name : undefined;
}

/** Other apps need not; without the hub's word the name stays unknown. */
async function nameAt(host: URL, hub: Hub, signal: AbortSignal): Promise<string | undefined> {
  const space = await hub.spaceAt(host, { signal, repeat: "never", timeout: NAME_TIMEOUT }).catch(() => undefined);
  signal.throwIfAborted();
  return space?.id;
}

/**
 * Which of two failures to tell. An app answers in JSON: a page is Hugging Face's, and the hub knows why it is there. If it cannot tell, the
 * Space's own answer stands.
 */
function theCause(failure: unknown, refusal: unknown, http: Http): unknown {
  const byApp = failure instanceof GradioError && typeof failure.body === "object";
  if (refusal instanceof SpaceError && !byApp) return refusal;
  http.log?.warn("the hub cannot tell how the Space stands", { error: refusal });
  return failure;
}
