import type { ServedEndpoint } from "../endpoint/served-endpoint.js";
import { newEventId } from "../queue/event-id.js";
import { admit, filesOf } from "./accept-call.js";
import type { App } from "./app.js";

/** A call that comes in as one request. */
export interface IncomingCall {
  readonly endpoint: ServedEndpoint;
  readonly data: readonly unknown[];
  readonly username: string | null;
  readonly request: Request;
  /** Without one, the event is its own session. */
  readonly sessionHash?: string | undefined;
}

/** Queues a call whose values are read whole, by its event. @returns the event's id. @throws Refusal */
export async function submitCall(app: App, { sessionHash, ...call }: IncomingCall): Promise<string> {
  const validated = await admit(app, call.endpoint, call.data, sessionHash);
  const id = newEventId();
  const session = sessionHash || id;
  app.queue.submit({ ...call, validated, files: filesOf(app, call.request, session), sessionHash: session, whole: true }, id);
  return id;
}
