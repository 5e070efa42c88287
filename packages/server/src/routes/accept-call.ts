import { rootUrl } from "../documents/root-url.js";
import { API_PREFIX } from "../documents/version.js";
import { type Validated, validateInputs } from "../endpoint/inputs.js";
import type { ServedEndpoint } from "../endpoint/served-endpoint.js";
import { CallFiles } from "../files/call-files.js";
import type { App } from "./app.js";
import { Refusal } from "./refusal.js";

/** The endpoint a number or a name means. Private ones are not there for anybody. @throws Refusal */
export function findEndpoint(app: App, wanted: { readonly id: number } | { readonly name: string }): ServedEndpoint {
  const found = "id" in wanted ? app.endpoints[wanted.id] : app.endpoints.find(({ name }) => name === wanted.name);
  if (found !== undefined && found.visibility !== "private") return found;
  const what = "id" in wanted ? `function with index ${wanted.id}` : `endpoint /${wanted.name}`;
  throw new Refusal(404, `This app has no ${what}.`);
}

/** Where the files of a call are handed in and out. Their URLs begin where the caller sees the app. */
export function filesOf(app: App, request: Request, sessionHash: string): CallFiles {
  const root = rootUrl(request, app.settings.rootPath);
  const urlOf = (path: string) => `${root}${API_PREFIX}/file=${path.split("/").map(encodeURIComponent).join("/")}`;
  return new CallFiles(app.files, sessionHash, urlOf);
}

/** @throws Refusal while the server closes */
export function refuseWhileClosing(app: App): void {
  if (app.closing.aborted) throw new Refusal(503, "Queue is stopped.");
}

/** Lets a call into the queue if there is room and its validators pass. @throws Refusal */
export async function admit(
  app: App,
  endpoint: ServedEndpoint,
  data: readonly unknown[],
  sessionHash: string | undefined,
): Promise<Validated> {
  refuseWhileClosing(app);
  refuseWhenFull(app);
  refuseWhenUnread(app, sessionHash);
  const validated = await validate(endpoint, data);
  // Validators may have taken their time.
  refuseWhileClosing(app);
  refuseWhenFull(app);
  return validated;
}

/** @throws Refusal with a verdict for each parameter (protocol.md §3.3) */
export async function validate(endpoint: ServedEndpoint, data: readonly unknown[]): Promise<Validated> {
  let result: Awaited<ReturnType<typeof validateInputs>>;
  try {
    result = await validateInputs(endpoint, data);
  } catch (error) {
    throw new Refusal(400, error instanceof Error ? error.message : String(error));
  }
  if ("verdicts" in result) throw new Refusal(422, result.verdicts);
  return result.validated;
}

/** What one session does not read may not grow without bound. @throws Refusal */
function refuseWhenUnread({ sessions }: App, sessionHash: string | undefined): void {
  if (sessionHash === undefined || !sessions.get(sessionHash)?.full) return;
  throw new Refusal(503, "This session has too many results that nobody has read. Read its event stream first.");
}

/** Clients read every 503 as "queue full". */
function refuseWhenFull({ queue, settings: { maxQueueSize } }: App): void {
  if (queue.waiting < maxQueueSize) return;
  throw new Refusal(503, `Queue is full. Max size is ${maxQueueSize} and size is ${queue.waiting}.`);
}
