/** How much is measured. */
export interface Plan {
  /** Rounds, in each of which every subject has its turn in a process of its own. */
  readonly rounds: number;
  /** Sequential calls per round, after the warm-up. */
  readonly calls: number;
  readonly connects: number;
  /** The same with a delay added to each request. */
  readonly delayedRounds: number;
  readonly delayedCalls: number;
  readonly delayedConnects: number;
  /** Fresh processes per subject. */
  readonly imports: number;
}

/** Not measured: by then the engine has compiled what is hot. */
export const WARM_UP = { calls: 50, connects: 5 };

/** Milliseconds added to each request, where they are. */
export const ADDED = 50;

export const FULL: Plan = {
  rounds: 7,
  calls: 300,
  connects: 50,
  delayedRounds: 3,
  delayedCalls: 300,
  delayedConnects: 20,
  imports: 25,
};
export const QUICK: Plan = { rounds: 3, calls: 150, connects: 15, delayedRounds: 2, delayedCalls: 20, delayedConnects: 5, imports: 7 };
