export interface ReplayMessage {
  readonly text: string;
  /** The event that ends with it. */
  readonly completes?: string;
}

/** A session's messages, kept until a stream takes them, each once (protocol.md §3.4, §3.8). */
export class ReplaySession {
  /** Events whose end no stream has taken. */
  readonly pending = new Set<string>();
  readonly #messages: ReplayMessage[] = [];
  readonly #takers: ((message: ReplayMessage) => void)[] = [];

  put(message: ReplayMessage): void {
    const taker = this.#takers.shift();
    if (taker === undefined) this.#messages.push(message);
    else taker(message);
  }

  take(): Promise<ReplayMessage> {
    const message = this.#messages.shift();
    if (message !== undefined) return Promise.resolve(message);
    return new Promise((resolve) => this.#takers.push(resolve));
  }
}
