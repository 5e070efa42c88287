/** A login that can be made anew when the server no longer knows it. Requests that learn of it together share the new one. */
export class Login {
  readonly #make: () => Promise<void>;
  #number = 1;
  #making: Promise<void> | undefined;

  /** @param make Logs in; it was done once already. */
  constructor(make: () => Promise<void>) {
    this.#make = make;
  }

  /**
   * To be asked for before a request is sent.
   * @returns a function for the case that it is refused: logs in again, unless that was done since. It rejects with what logging in rejects
   *   with; whoever is refused next tries again.
   */
  renewal(): () => Promise<void> {
    const used = this.#number;
    return async () => {
      if (used !== this.#number) return;
      this.#making ??= this.#make()
        .then(() => void this.#number++)
        .finally(() => {
          this.#making = undefined;
        });
      await this.#making;
    };
  }
}
