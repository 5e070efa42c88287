import type { IncomingMessage } from "node:http";

/** The header by which a client marks the calls that a fault must leave alone. */
export const SIBLING = "x-sibling";

/** Tells what belongs to the call that a fault is for: requests, streams and messages. */
export class Victim {
  readonly #siblingSessions = new Set<string>();
  readonly #events = new Set<string>();

  /** Whether a request is the victim's. Joins are marked; streams and heartbeats name their session. */
  owns(request: IncomingMessage, body: string): boolean {
    const session = /"session_hash":\s*"([^"]+)"/.exec(body)?.[1] ?? sessionIn(request.url ?? "");
    const mark = request.headers[SIBLING];
    if (mark === "session" && session !== undefined) this.#siblingSessions.add(session);
    return mark === undefined && (session === undefined || !this.#siblingSessions.has(session));
  }

  /** Its join was answered. */
  joined(answer: string): void {
    const eventId = /"event_id":\s*"([^"]+)"/.exec(answer)?.[1];
    if (eventId !== undefined) this.#events.add(eventId);
  }

  /** Whether a message on a shared line is of its event. */
  isMeant(eventId: unknown): eventId is string {
    return typeof eventId === "string" && this.#events.has(eventId);
  }
}

export function sessionIn(url: string): string | undefined {
  return /[?&]session_hash=([^&]+)/.exec(url)?.[1] ?? /\/heartbeat\/([^/?]+)/.exec(url)?.[1];
}
