import type { WireStream } from "../protocol/call.js";

/** A session's stream that is left unopened: its calls join, and the server keeps what it has to say of them (protocol.md §3.7). */
export const UNREAD_STREAM: WireStream = {
  subscribe(subscriber, join) {
    const joined = join().then(
      (eventId) => {
        subscriber.accepted(eventId);
        return eventId;
      },
      (error) => {
        subscriber.lost(error);
        return undefined;
      },
    );
    return { joined, drop() {} };
  },
  // Whoever reads it may need it: it is not to be closed.
  idle: false,
  async dropIdle() {},
};
