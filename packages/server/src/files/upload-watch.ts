/** What is told of an upload under way (protocol.md §7.1). */
export type UploadNews = { readonly msg: "update"; readonly orig_name: string; readonly chunk_size: number } | { readonly msg: "done" };

/** How long the news of an upload are kept for one who comes late, in ms; how many uploads at most; how many news of one that nobody reads. */
const KEPT = 60_000;
const CAPACITY = 1_000;

/** Uploads whose senders want to see them progress, by the ids they chose. */
export class UploadWatches {
  readonly #watches = new Map<string, UploadWatch>();
  #waiting = new Set<() => void>();

  /** An upload begins. */
  begin(id: string): UploadWatch {
    const watch = new UploadWatch();
    this.#watches.set(id, watch);
    const [oldest] = this.#watches.keys();
    if (this.#watches.size > CAPACITY && oldest !== undefined) this.#watches.delete(oldest);
    for (const wake of this.#waiting) wake();
    return watch;
  }

  /** The news stay a while for one who has not come yet. */
  end(id: string, watch: UploadWatch): void {
    watch.put({ msg: "done" });
    const timer = setTimeout(() => {
      if (this.#watches.get(id) === watch) this.#watches.delete(id);
    }, KEPT);
    (timer as { unref?: () => void }).unref?.();
  }

  /** The upload of that id, which may still have to begin. @returns `undefined` if it does not in `ms`. */
  async find(id: string, ms: number): Promise<UploadWatch | undefined> {
    const until = Date.now() + ms;
    for (;;) {
      const watch = this.#watches.get(id);
      const left = until - Date.now();
      if (watch !== undefined || left <= 0) return watch;
      await this.#news(left);
    }
  }

  #news(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.#waiting.add(wake);
    });
  }
}

/** One upload. What has not been read is added up, so that news nobody reads stay small. */
export class UploadWatch {
  readonly #unread: UploadNews[] = [];
  #wake: () => void = () => {};

  put(news: UploadNews): void {
    const last = this.#unread.at(-1);
    if (news.msg === "update" && last?.msg === "update" && last.orig_name === news.orig_name) {
      this.#unread[this.#unread.length - 1] = { ...news, chunk_size: last.chunk_size + news.chunk_size };
    } else this.#unread.push(news);
    this.#wake();
  }

  /** The next news; `undefined` if there are none in `ms`. */
  async next(ms: number): Promise<UploadNews | undefined> {
    if (this.#unread.length === 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return this.#unread.shift();
  }
}
