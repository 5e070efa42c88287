/** How long a file outlives its last use, in ms. */
const KEPT = 60 * 60_000;
const SWEEP_EVERY = 60_000;

/** A file that is kept. */
export interface KeptFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** MIME type its owner claims; else `""`. */
  readonly type: string;
}

interface Entry extends KeptFile {
  /** By `Date.now()`. */
  used: number;
  /** Those that sent it or got it, as far as their clients are still there. */
  readonly sessions: Set<string>;
}

/** Which files are kept, and for whom. One goes an hour after its last use, or after the last of its sessions has gone. */
export class Register {
  readonly #entries = new Map<string, Entry>();
  readonly #isConnected: (sessionHash: string) => boolean;
  readonly #remove: (path: string) => void;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(isConnected: (sessionHash: string) => boolean, remove: (path: string) => void) {
    this.#isConnected = isConnected;
    this.#remove = remove;
  }

  add(file: KeptFile): void {
    const known = this.#entries.get(file.path);
    this.#entries.set(file.path, { ...file, used: Date.now(), sessions: known?.sessions ?? new Set() });
    if (this.#timer !== undefined) return;
    this.#timer = setInterval(() => this.#sweep(Date.now()), SWEEP_EVERY);
    (this.#timer as { unref?: () => void }).unref?.();
  }

  /** A file that is used just now, by one of the sessions or by whoever downloads it. */
  use(path: string, sessionHash?: string): KeptFile | undefined {
    const entry = this.#entries.get(path);
    if (entry === undefined) return undefined;
    entry.used = Date.now();
    if (sessionHash !== undefined) entry.sessions.add(sessionHash);
    return entry;
  }

  close(): void {
    clearInterval(this.#timer);
    this.#entries.clear();
  }

  #sweep(now: number): void {
    for (const entry of this.#entries.values()) {
      for (const session of entry.sessions) if (!this.#isConnected(session)) entry.sessions.delete(session);
      if (entry.sessions.size > 0) entry.used = now;
      if (now - entry.used < KEPT) continue;
      this.#entries.delete(entry.path);
      this.#remove(entry.path);
    }
    if (this.#entries.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
