import type { AppConfig } from "./app/app-config.js";
import { enterApp } from "./app/enter-app.js";
import type { Entered } from "./connect.js";
import { GradioError, SpaceError } from "./errors.js";
import { readHeaders } from "./http/headers.js";
import type { Http } from "./http/request.js";
import { openHttp } from "./open-http.js";
import { openHub } from "./open-hub.js";
import type { ClientOptions } from "./options.js";
import type { Hub } from "./spaces/hub.js";
import { readSpaceName, type SpaceAddress, type SpaceHost } from "./spaces/space-address.js";
import { untilUp, type Watch } from "./spaces/until-up.js";

/** How long the name of a Space may take to learn, where its app works already. */
const NAME_TIMEOUT = 5_000;

/** Connects to a Space, once that is up. Loaded when the first one is connected to. */
export async function connectSpace(address: SpaceAddress, options: ClientOptions, watch: Watch): Promise<Entered> {
  readHeaders(options.headers); // A mistake in them is told before anything is sent.
  const hub = openHub(options);
  return typeof address === "string" ? byName(address, hub, options, watch) : atHost(address, hub, options, watch);
}

/** The hub knows where a Space answers, and says in the same breath how it stands. */
async function byName(name: string, hub: Hub, options: ClientOptions, watch: Watch): Promise<Entered> {
  const { signal } = watch;
  const space = await hub.space(name, { signal });
  const http = openHttp(space.base, options);
  await untilUp(space, hub, http, watch);
  return { http, app: await enterApp(http, options.auth, signal), spaceId: space.id };
}

/** A host is asked itself: most are up, and the hub counts what it is asked. Where that fails, the hub may know why. */
async function atHost({ url, subdomain }: SpaceHost, hub: Hub, options: ClientOptions, watch: Watch): Promise<Entered> {
  const { signal } = watch;
  const http = openHttp(url, options);
  try {
    const app = await enterApp(http, options.auth, signal);
    return { http, app, spaceId: nameIn(app.config) ?? (await nameAt(hub, url, subdomain, signal)) };
  } catch (failure) {
    signal.throwIfAborted();
    const space = await hub.spaceAt(url, subdomain, { signal }).catch((refusal: unknown) => {
      throw signal.aborted ? signal.reason : theCause(failure, refusal, http);
    });
    // It was up all along: what its app said is the answer.
    if (!(await untilUp(space, hub, http, watch))) throw failure;
    return { http, app: await enterApp(http, options.auth, signal), spaceId: space.id };
  }
}

/** Gradio's config names the Space it runs in. */
function nameIn({ space_id: name }: AppConfig): string | undefined {
  return typeof name === "string" ? readSpaceName(name) : undefined;
}

/** Other apps need not; without the hub's word the name stays unknown. */
async function nameAt(hub: Hub, url: URL, subdomain: string, signal: AbortSignal): Promise<string | undefined> {
  const space = await hub.spaceAt(url, subdomain, { signal, repeat: "never", timeout: NAME_TIMEOUT }).catch(() => undefined);
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
