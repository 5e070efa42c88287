import { RunTimes } from "./run-times.js";

/** A call as the scheduler sees it. */
export interface Ticket {
  readonly id: string;
  /** Calls with the same group share places. */
  readonly group: string;
  /** Whose run times count for it. */
  readonly fn: number;
  /** How many calls of its function run as one. Default 1. */
  readonly batch?: number | undefined;
}

/** What is to be told or done, in this order. Seconds. */
export type Effect =
  | { readonly type: "estimate"; readonly id: string; readonly rank: number; readonly queueSize: number; readonly eta: number | null }
  | { readonly type: "start"; readonly ids: readonly string[]; readonly eta: number | null };

interface Group {
  /** Places; `null`: no limit. */
  limit: number | null;
  readonly waiting: Waiting[];
  /** How many wait per function: a long queue is estimated without walking it. */
  readonly perFunction: Map<number, number>;
  readonly running: Set<Running>;
}
interface Waiting {
  readonly ticket: Ticket;
  readonly turn: number;
}
/** What takes one place: a call, or several that run as one. */
interface Running {
  readonly fn: number;
  readonly since: number;
  readonly ids: Set<string>;
}
/** Where a call is. `running`: `undefined` while it waits. */
interface Place {
  readonly group: Group;
  running: Running | undefined;
}

/** Gradio's number of workers: calls that run at once over all groups. */
const MAX_RUNNING = 40;

/**
 * Who runs next: one FIFO with a number of places per group (protocol.md §14). It has no clock, no timer and no effects of its own:
 * everything that happens is an argument, everything to be done is in what a method returns.
 */
export class Scheduler {
  readonly #groups = new Map<string, Group>();
  /** Of every call that waits or runs. */
  readonly #places = new Map<string, Place>();
  readonly #times = new RunTimes();
  readonly #maxRunning: number;
  #running = 0;
  #waiting = 0;
  #turns = 0;

  constructor(maxRunning = MAX_RUNNING) {
    this.#maxRunning = maxRunning;
  }

  /** Calls that wait, in all groups. */
  get waiting(): number {
    return this.#waiting;
  }

  /** The limit of a shared group is the lowest; "no limit" counts only if all members say so. */
  limit(group: string, limit: number | null): void {
    const known = this.#groups.get(group);
    if (known === undefined) this.#groups.set(group, { limit, waiting: [], perFunction: new Map(), running: new Set() });
    else if (limit !== null) known.limit = known.limit === null ? limit : Math.min(known.limit, limit);
  }

  /** A call enters its queue. Only it is told its rank. */
  join(ticket: Ticket, now: number): Effect[] {
    const group = this.#groups.get(ticket.group);
    if (group === undefined) throw new RangeError(`no group ${ticket.group}`);
    const ahead = this.#workWaiting(group);
    group.waiting.push({ ticket, turn: this.#turns++ });
    group.perFunction.set(ticket.fn, (group.perFunction.get(ticket.fn) ?? 0) + 1);
    this.#waiting++;
    this.#places.set(ticket.id, { group, running: undefined });
    const effects = [this.#estimate(group, group.waiting.length - 1, ahead, this.#wait(group, now))];
    this.#fill(effects, now);
    return effects;
  }

  /**
   * A call ends or leaves, wherever it is; unknown ones are ignored. Its place is free at once, that of a batch with the last of its calls.
   * @param took Seconds, if they count for the function's average: neither failed nor cancelled runs do.
   */
  end(id: string, now: number, took?: number): Effect[] {
    const place = this.#places.get(id);
    if (place === undefined) return [];
    this.#places.delete(id);
    const { group, running } = place;
    if (running === undefined) {
      this.#take(
        group,
        group.waiting.findIndex(({ ticket }) => ticket.id === id),
      );
      return [];
    }
    running.ids.delete(id);
    if (running.ids.size > 0) return [];
    group.running.delete(running);
    this.#running--;
    if (took !== undefined) this.#times.add(running.fn, took);
    const effects: Effect[] = [];
    this.#fill(effects, now);
    return effects;
  }

  /** Gives free places to those that wait, the longest waiting first. All that still wait are told anew where they stand. */
  #fill(effects: Effect[], now: number): void {
    for (let group = this.#next(); group !== undefined; group = this.#next()) {
      const { fn, ids } = this.#occupy(group, now);
      const place = this.#wait(group, now);
      let ahead: number | null = 0;
      for (const [rank, { ticket: waiting }] of group.waiting.entries()) {
        effects.push(this.#estimate(group, rank, ahead, place));
        ahead = ahead === null ? null : this.#plus(ahead, waiting.fn, 1, group.limit);
      }
      effects.push({ type: "start", ids: [...ids], eta: this.#times.average(fn) });
    }
  }

  /** Puts the next of a group into a free place. */
  #occupy(group: Group, now: number): Running {
    const tickets = this.#takeNext(group);
    const running = { fn: (tickets[0] as Ticket).fn, since: now, ids: new Set(tickets.map(({ id }) => id)) };
    this.#running++;
    group.running.add(running);
    for (const id of running.ids) (this.#places.get(id) as Place).running = running;
    return running;
  }

  /** The first that waits, and with it as many later ones of its function as run as one. */
  #takeNext(group: Group): Ticket[] {
    const tickets = [this.#take(group, 0)];
    const { fn, batch = 1 } = tickets[0] as Ticket;
    for (let rank = 0; tickets.length < batch && rank < group.waiting.length; ) {
      if (group.waiting[rank]?.ticket.fn === fn) tickets.push(this.#take(group, rank));
      else rank++;
    }
    return tickets;
  }

  #take(group: Group, rank: number): Ticket {
    const { ticket } = group.waiting.splice(rank, 1)[0] as Waiting;
    group.perFunction.set(ticket.fn, (group.perFunction.get(ticket.fn) ?? 1) - 1);
    this.#waiting--;
    return ticket;
  }

  #next(): Group | undefined {
    if (this.#running >= this.#maxRunning || this.#waiting === 0) return undefined;
    let next: Group | undefined;
    for (const group of this.#groups.values()) {
      const first = group.waiting[0];
      if (first !== undefined && hasPlace(group) && first.turn < (next?.waiting[0]?.turn ?? Number.POSITIVE_INFINITY)) next = group;
    }
    return next;
  }

  /** Seconds until the result: the wait for a place, the work of those before it, and its own. `null` if a run time is unknown. */
  #estimate(group: Group, rank: number, ahead: number | null, place: number | null): Effect {
    const { ticket } = group.waiting[rank] as Waiting;
    const own = this.#times.average(ticket.fn);
    const eta = own === null || ahead === null || place === null ? null : own + ahead + place;
    return { type: "estimate", id: ticket.id, rank, queueSize: group.waiting.length, eta };
  }

  /** The work of everything that waits, shared by the group's places. */
  #workWaiting(group: Group): number | null {
    let ahead: number | null = 0;
    for (const [fn, count] of group.perFunction) {
      if (ahead !== null && count > 0) ahead = this.#plus(ahead, fn, count, group.limit);
    }
    return ahead;
  }

  #plus(ahead: number, fn: number, count: number, limit: number | null): number | null {
    if (limit === null) return ahead;
    const average = this.#times.average(fn);
    return average === null ? null : ahead + (count * average) / limit;
  }

  /** Seconds until the group has a place. */
  #wait(group: Group, now: number): number | null {
    if (hasPlace(group)) return 0;
    let earliest = Number.POSITIVE_INFINITY;
    for (const { fn, since } of group.running.values()) {
      const average = this.#times.average(fn);
      if (average === null) return null;
      earliest = Math.min(earliest, since + average);
    }
    return Math.max(0, earliest - now);
  }
}

function hasPlace(group: Group): boolean {
  return group.limit === null || group.running.size < group.limit;
}
