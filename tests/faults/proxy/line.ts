/** The client's end of a line on which a server speaks of calls: an event stream, or a WebSocket. */
export interface Sink {
  /** One whole message. */
  send(message: string, style: Style): void;
  /** As it is: what no message is. */
  raw(text: string): void;
  /** Ends it as a server does that has said all. */
  end(): void;
  /** Closes the connection without an end. */
  cut(): void;
  reset(): void;
}

/** How messages are put on the connection. */
export type Style = "whole" | "byte by byte" | "split in two" | "lines end with CRLF";

/**
 * What a server says of a session's calls, on its way to the client. It outlives the client's connection, as a server's session does: what is
 * said meanwhile waits for the next.
 */
export class Line {
  style: Style = "whole";
  #sink: Sink | undefined;
  #waiting: string[] = [];
  /** Whether messages wait for the next connection, or for `flush`. */
  #held = false;
  #mute = false;
  #over = false;

  attach(sink: Sink): void {
    this.#sink = sink;
    this.#held = false;
    this.flush();
    if (this.#over) sink.end();
  }

  /** Whether no client listens. */
  get left(): boolean {
    return this.#sink === undefined;
  }

  /** Whether something was said that nobody has heard. */
  get waits(): boolean {
    return this.#waiting.length > 0;
  }

  /** The client's connection of this line, if there is one. */
  has(sink: Sink): boolean {
    return this.#sink === sink;
  }

  send(message: string): void {
    if (this.#mute) return;
    if (this.#held || this.#sink === undefined) this.#waiting.push(message);
    else this.#sink.send(message, this.style);
  }

  raw(text: string): void {
    this.#sink?.raw(text);
  }

  /** The server has said all. */
  over(): void {
    this.#over = true;
    if (!this.#mute && !this.#held) this.#sink?.end();
  }

  /** What comes next waits. */
  hold(): void {
    this.#held = true;
  }

  flush(): void {
    this.#held = false;
    for (const message of this.#waiting.splice(0)) this.send(message);
    if (this.#over) this.#sink?.end();
  }

  /** Nothing more comes, and nothing ends. */
  mute(): void {
    this.#mute = true;
  }

  /** The client's connection goes, in one of three ways; what is said from now on waits for the next. */
  leave(how: "end" | "cut" | "reset"): void {
    const sink = this.#sink;
    this.#sink = undefined;
    sink?.[how]();
  }
}
