import { createInterface } from "node:readline";
import type { Order, Outcome, Ran, Report } from "../task.js";

type Run = Extract<Order, { readonly do: "run" }>;

/** A client's answer to an order: what came of it, and a further call for when the fault is over. */
export interface Attempt {
  readonly ran: Ran;
  readonly next: () => Promise<Outcome>;
}

/** Takes orders from the standard input, many at once. When that ends, nothing is left to keep this process alive but what a client leaves behind. */
export function serveOrders(run: (order: Run) => Promise<Attempt>): void {
  const begun = new Map<number, Attempt>();
  const report = (line: Report) => process.stdout.write(`${JSON.stringify(line)}\n`);
  createInterface({ input: process.stdin }).on("line", async (line) => {
    const order = JSON.parse(line) as Order;
    if (order.do === "run") {
      const attempt = await run(order);
      begun.set(order.id, attempt);
      report({ id: order.id, ran: attempt.ran });
    } else {
      const next = await begun.get(order.id)?.next();
      begun.delete(order.id);
      if (next !== undefined) report({ id: order.id, next });
    }
  });
}
