/**
 * Iterates over something that grows. `take` gives the next element if it is there, `undefined` if it must be waited for, `done` at the end,
 * or throws what ended it; `wake` says that something may have come. Several `next()` at once are answered in order.
 */
export class GrowingIterator<T> implements AsyncIterableIterator<T> {
  readonly #take: () => IteratorResult<T, undefined> | undefined;
  readonly #detach: (iterator: GrowingIterator<T>) => void;
  readonly #waiting: { readonly resolve: (result: IteratorResult<T, undefined>) => void; readonly reject: (reason: unknown) => void }[] =
    [];
  #ended = false;

  constructor(take: () => IteratorResult<T, undefined> | undefined, detach: (iterator: GrowingIterator<T>) => void) {
    this.#take = take;
    this.#detach = detach;
  }

  async next(): Promise<IteratorResult<T, undefined>> {
    // What waits already is answered first.
    const result = this.#waiting.length === 0 ? this.#taken() : undefined;
    return result ?? new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  wake(): void {
    for (let reader = this.#waiting[0]; reader !== undefined; reader = this.#waiting[0]) {
      try {
        const result = this.#taken();
        if (result === undefined) return;
        reader.resolve(result);
      } catch (error) {
        reader.reject(error);
      }
      this.#waiting.shift();
    }
  }

  /** The next element, the end, or `undefined`; what ended it is thrown once. */
  #taken(): IteratorResult<T, undefined> | undefined {
    if (this.#ended) return DONE;
    try {
      const result = this.#take();
      if (result?.done === true) this.#end();
      return result;
    } catch (error) {
      this.#end();
      throw error;
    }
  }

  /** Ends this iterator, and with it what waits for its next element. */
  async return(): Promise<IteratorResult<T, undefined>> {
    this.#end();
    this.wake();
    return DONE;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#detach(this);
  }
}

const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined };
