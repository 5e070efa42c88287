/** How much of one kind is measured. */
export interface Amount {
  /** In each, every subject has its turn, in a process of its own. */
  readonly rounds: number;
  /** Sequential calls per round. */
  readonly calls: number;
  readonly connects: number;
  /** Calls, or connects, before those that count. */
  readonly warmUp: number;
}

/** How much of streams is measured. */
export interface StreamAmount {
  readonly rounds: number;
  /** Values of each stream. */
  readonly steps: number;
  /** Streams per round, of Node; of Python, which compiles nothing and takes long, one. */
  readonly times: number;
  /** Streams before those that count, until the engine has compiled what it will. */
  readonly warmUp: number;
}

/** How much of many jobs at once. */
export interface JobsAmount {
  readonly rounds: number;
  /** Jobs, the fewest first. */
  readonly crowds: readonly number[];
  /** Calls before those that count. */
  readonly warmUp: number;
  /** Milliseconds after which what has not come is lost. */
  readonly deadline: number;
  readonly slow: { readonly rounds: number; readonly steps: number };
}

export interface Plan {
  readonly replay: Amount;
  readonly replayDelayed: Amount;
  readonly gradio: Amount;
  readonly gradioDelayed: Amount;
  readonly streams: StreamAmount;
  readonly held: { readonly rounds: number; readonly steps: number };
  /** One call per round. */
  readonly big: { readonly rounds: number; readonly items: number; readonly records: number };
  /** One transfer of so many megabytes per round. */
  readonly files: { readonly rounds: number; readonly megabytes: number };
  readonly jobs: JobsAmount;
  /**
   * Calls in all, at any number at once; and of the row that is to show that memory stays flat. Sessions that wait, with five calls each: each start
   * tells all of them, so that their cost grows with the square of their number.
   */
  readonly server: { readonly rounds: number; readonly calls: number; readonly lasting: number; readonly waiting: number };
  /** Fresh processes per package. */
  readonly imports: number;
}

/** Milliseconds added to each request, where they are. */
export const ADDED = 50;

/** More than half an hour, most of it Python's. */
export const FULL: Plan = {
  replay: { rounds: 5, calls: 300, connects: 50, warmUp: 50 },
  replayDelayed: { rounds: 3, calls: 100, connects: 20, warmUp: 5 },
  gradio: { rounds: 3, calls: 300, connects: 30, warmUp: 20 },
  gradioDelayed: { rounds: 3, calls: 50, connects: 10, warmUp: 5 },
  streams: { rounds: 3, steps: 10_000, times: 10, warmUp: 30 },
  held: { rounds: 2, steps: 10_000 },
  big: { rounds: 3, items: 90_000, records: 250_000 },
  files: { rounds: 3, megabytes: 512 },
  jobs: { rounds: 3, crowds: [1000, 5000], warmUp: 50, deadline: 60_000, slow: { rounds: 2, steps: 10_000 } },
  server: { rounds: 2, calls: 1000, lasting: 4000, waiting: 64 },
  imports: 25,
};

/** Five minutes. To see that it works and what is badly off: too little to hold against a target. */
export const QUICK: Plan = {
  replay: { rounds: 3, calls: 150, connects: 20, warmUp: 50 },
  replayDelayed: { rounds: 2, calls: 20, connects: 5, warmUp: 3 },
  gradio: { rounds: 2, calls: 60, connects: 10, warmUp: 10 },
  gradioDelayed: { rounds: 2, calls: 10, connects: 5, warmUp: 3 },
  streams: { rounds: 1, steps: 1000, times: 10, warmUp: 10 },
  held: { rounds: 1, steps: 1000 },
  big: { rounds: 1, items: 90_000, records: 50_000 },
  files: { rounds: 1, megabytes: 128 },
  jobs: { rounds: 1, crowds: [200, 1000], warmUp: 20, deadline: 20_000, slow: { rounds: 1, steps: 1000 } },
  server: { rounds: 1, calls: 200, lasting: 1000, waiting: 20 },
  imports: 7,
};
