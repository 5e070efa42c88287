import type { IncomingMessage } from "node:http";
import { setTimeout as delay } from "node:timers/promises";

/** The header by which a client marks the calls that a fault must leave alone. */
export const SIBLING = "x-sibling";

/** Milliseconds in which the client reads the answer to its join. */
const HEARD = 150;

/** Tells what belongs to the call that a fault is for: requests, streams and messages. */
export class Victim {
  readonly #siblingSessions = new Set<string>();
  readonly #events = new Set<string>();
  #joining: Promise<void> | undefined;

  /** Whether a request is the victim's. Joins are marked; streams and heartbeats name their session. */
  owns(request: IncomingMessage, body: string): boolean {
    const session = /"session_hash":\s*"([^"]+)"/.exec(body)?.[1] ?? sessionIn(request.url ?? "");
    const mark = request.headers[SIBLING];
    if (mark === "session" && session !== undefined) this.#siblingSessions.add(session);
    return mark === undefined && (session === undefined || !this.#siblingSessions.has(session));
  }

  /** Its join was sent: the answer names its event. */
  async joins<Answer extends { readonly body: Buffer }>(answering: Promise<Answer>): Promise<Answer> {
    this.#joining = answering.then(
      ({ body }) => {
        const eventId = /"event_id":\s*"([^"]+)"/.exec(String(body))?.[1];
        if (eventId !== undefined) this.#events.add(eventId);
      },
      () => {},
    );
    await this.#joining;
    return answering;
  }

  /** Messages may come before the join is answered: until then, nobody can tell whose they are, and the client cannot either. */
  async known(): Promise<void> {
    const joining = this.#joining;
    if (joining === undefined) return;
    await joining;
    await delay(HEARD);
    if (this.#joining === joining) this.#joining = undefined;
  }

  /** Whether a message on a shared line is of its event. */
  isMeant(eventId: unknown): eventId is string {
    return typeof eventId === "string" && this.#events.has(eventId);
  }
}

export function sessionIn(url: string): string | undefined {
  return /[?&]session_hash=([^&]+)/.exec(url)?.[1] ?? /\/heartbeat\/([^/?]+)/.exec(url)?.[1];
}
