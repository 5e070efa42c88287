/** Where sessions keep their state. Values are structured-cloneable. May be shared by replicas (the queue is not: route a session to one of them). */
export interface StateStore {
  /** @returns `undefined` where there is none. */
  get(sessionHash: string): unknown | Promise<unknown>;
  /** Keeps what a session has now. @param expiresIn Milliseconds; `undefined` while the client is connected. */
  set(sessionHash: string, state: unknown, expiresIn?: number): void | Promise<void>;
  /** Forgets a session. It is no error if there is none. */
  delete(sessionHash: string): void | Promise<void>;
}
