import { AsyncLocalStorage } from "node:async_hooks";
import { createInterface } from "node:readline";
import type { Further, Order, Ran, Report, Run } from "../task.js";

/** A client's answer to an order: what came of it, and a further call for when the fault is over. */
export interface Attempt {
  readonly ran: Ran;
  readonly next: () => Promise<Further>;
}

interface Begun {
  readonly onStruck: () => void;
  attempt?: Attempt;
}

/**
 * Takes orders from the standard input, many at once. When that ends, nothing is left to keep this process alive but what a client leaves behind.
 * @param run Its second argument resolves when the fault has happened.
 */
export function serveOrders(run: (order: Run, struck: Promise<void>) => Promise<Attempt>): void {
  const begun = new Map<number, Begun>();
  const report = (line: Report) => process.stdout.write(`${JSON.stringify(line)}\n`);
  const begin = async (order: Run) => {
    let onStruck = () => {};
    const struck = new Promise<void>((resolve) => {
      onStruck = resolve;
    });
    const one: Begun = { onStruck };
    begun.set(order.id, one);
    const { ran, next } = await run(order, struck);
    // Not of this function's context, but of the case's.
    one.attempt = { ran, next: AsyncLocalStorage.bind(next) };
    report({ id: order.id, ran });
  };
  createInterface({ input: process.stdin }).on("line", async (line) => {
    const order = JSON.parse(line) as Order;
    const one = begun.get(order.id);
    if (order.do === "run") await begin(order);
    else if (order.do === "know") one?.onStruck();
    else if (one?.attempt !== undefined) {
      begun.delete(order.id);
      report({ id: order.id, next: await one.attempt.next() });
    }
  });
}
