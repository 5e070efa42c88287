import type { Connection } from "./connect.js";
import { buildPayload } from "./endpoint/build-payload.js";
import { findEndpoint } from "./endpoint/find-endpoint.js";
import { readHeaders } from "./http/headers.js";
import type { JobHandle } from "./job/job-handle.js";
import { runJob } from "./job/run-job.js";
import type { CallOptions } from "./options.js";
import type { Protocol } from "./protocol/call.js";
import { protocolsOf } from "./protocol/protocols.js";
import { checkSessionHash, Session } from "./session/session.js";

/** Calls an app, in one session after another. All that calls need comes with this file, which is loaded while an app is connected to. */
export class Caller {
  readonly #connection: Connection;
  readonly #protocolOf: (endpoint: Connection["app"]["endpoints"][number]) => Protocol;
  readonly #jobs = new Set<JobHandle>();
  #session: Session;

  /** @throws InvalidArgumentError if a session cannot be called so. */
  constructor(connection: Connection, sessionHash?: string) {
    if (sessionHash !== undefined) checkSessionHash(sessionHash);
    this.#connection = connection;
    this.#protocolOf = protocolsOf(connection.http, connection.app);
    this.#session = this.#newSession(sessionHash);
  }

  get sessionHash(): string {
    return this.#session.hash;
  }

  /** @throws InvalidArgumentError, EndpointNotFoundError before anything is sent. */
  submit(wanted: string | number | undefined, inputs: unknown, options: CallOptions): JobHandle {
    const { http, app, oauthToken } = this.#connection;
    const endpoint = findEndpoint(app, wanted);
    const job = runJob({
      http,
      app,
      session: this.#session,
      protocol: this.#protocolOf(endpoint),
      endpoint,
      data: buildPayload(endpoint, inputs),
      headers: readHeaders(options.headers),
      // Only an endpoint that declares it may see the caller's token (protocol.md §10).
      oauthToken: endpoint.info.oauthToken === null ? undefined : (options.oauthToken ?? oauthToken),
      eventData: options.eventData,
      signal: options.signal,
      timeout: options.timeout,
      resubmit: options.resubmit ?? 0,
      onUpdate: options.onUpdate,
    });
    this.#jobs.add(job);
    const { onResult } = options;
    job.addDoneCallback(() => {
      this.#jobs.delete(job);
      if (onResult !== undefined && job.status().success === true) onResult(job.outputs().at(-1));
    });
    return job;
  }

  /** Later calls use another session; the present one ends with its last job. */
  resetSession(): void {
    this.#session.retire();
    this.#session = this.#newSession();
  }

  /** Cancels what runs, and closes the session. Never rejects. */
  async close(): Promise<void> {
    await Promise.all([...this.#jobs].map((job) => job.cancel()));
    this.#session.close();
  }

  #newSession(hash?: string): Session {
    return new Session(this.#connection.http, this.#connection.app, hash);
  }
}
