import { asCancelled } from "../http/as-cancelled.js";
import { onAbort } from "../http/on-abort.js";
import type { StartedCall } from "../protocol/call.js";
import { UNREAD_STREAM } from "../session/unread-stream.js";
import type { JobSpec } from "./run-job.js";
import { uploadInputs } from "./upload-inputs.js";

export interface EnqueueSpec
  extends Pick<JobSpec, "http" | "app" | "protocol" | "endpoint" | "data" | "headers" | "oauthToken" | "eventData"> {
  readonly sessionHash: string;
  /** Each of them ends it, until the call is in the queue. */
  readonly signals: readonly (AbortSignal | undefined)[];
}

/**
 * Uploads what a call holds, and puts it into the queue. Nobody listens to it then.
 * @returns the server's id of it.
 * @throws GradioError
 */
export async function enqueueCall(spec: EnqueueSpec): Promise<string> {
  const controller = new AbortController();
  const { signal } = controller;
  const forget = spec.signals.map((given) => onAbort(given, () => controller.abort(asCancelled(given?.reason))));
  try {
    const { http, app, endpoint, data, headers } = spec;
    signal.throwIfAborted();
    const prepared = await uploadInputs(http, app, endpoint, data, { headers, signal });
    signal.throwIfAborted();
    return await join(spec, prepared, signal);
  } finally {
    for (const each of forget) each();
  }
}

function join({ protocol, sessionHash, ...spec }: EnqueueSpec, data: readonly unknown[], signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const { endpoint, headers, oauthToken, eventData } = spec;
    const session = { hash: sessionHash, stream: UNREAD_STREAM };
    const started: StartedCall = protocol.start({ endpoint, data, headers, oauthToken, eventData }, session, (message) => {
      if (message.type === "accepted" && message.eventId !== undefined) resolve(message.eventId);
      else if (message.type === "failed") reject(message.error);
    });
    onAbort(signal, () => {
      reject(signal.reason);
      // It may be in the queue already: what nobody has a reference to is not to run.
      void started.end(true);
    });
  });
}
