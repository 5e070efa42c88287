import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { FaultCase } from "../cases/case.js";
import { type Further, orderOf, type Ran, type Report } from "./task.js";

/** A client that cases are put to. Another one takes its place by speaking the same lines (`task.ts`), in whatever language. */
export interface Subject {
  /** What came of a case, in which it is told when the fault has happened; then `next`: what comes of a further call, the fault being over. */
  run(faultCase: FaultCase, url: string, struck: Promise<void>): Promise<{ readonly ran: Ran; readonly next: () => Promise<Further> }>;
  /** No more cases. */
  end(): Promise<Ending>;
  /** Ends its process where it stands. */
  kill(): void;
}

/** How a client's process has left. */
export interface Ending {
  /** The lines on its console that nobody asked for. */
  readonly printed: readonly string[];
  /** It did not end by itself within `LINGERING`. */
  readonly lingers: boolean;
}

/** A client's process, before it is started. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
}

/** Milliseconds a process may take to end by itself, on a busy machine. */
export const LINGERING = 5000;

/** @param limit Milliseconds that a case may take. */
export function startSubject({ command, args }: Program, limit: number): Subject {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"] });
  const console: string[] = [];
  const waiting = new Map<number, (report: Report) => void>();
  const gone = new Promise<number | string>((resolve) => child.once("close", (code, signal) => resolve(code ?? signal ?? "?")));
  let ids = 0;
  createInterface({ input: child.stdout }).on("line", (line) => {
    const report = line.startsWith("{") ? (JSON.parse(line) as Report) : undefined;
    if (report === undefined) console.push(line);
    else waiting.get(report.id)?.(report);
  });
  // Of a process that has ended: `gone` tells.
  child.stdin.on("error", () => {});
  createInterface({ input: child.stderr }).on("line", (line) => console.push(line));
  const say = (order: object) => void child.stdin.write(`${JSON.stringify(order)}\n`);
  const tell = (id: number, order: object) =>
    new Promise<Report>((resolve, reject) => {
      waiting.set(id, resolve);
      void gone.then((code) => reject(new Error(`The client's process has ended with ${code}:\n${console.join("\n")}`)));
      say(order);
    });
  return {
    async run(faultCase, url, struck) {
      const id = ++ids;
      void struck.then(() => say({ id, do: "know" }));
      const report = await tell(id, orderOf(id, faultCase, url, limit));
      if (!("ran" in report)) throw new Error("A further call was told of before the case.");
      const next = async () => {
        const further = await tell(id, { id, do: "go on" });
        if (!("next" in further)) throw new Error("A case was told of twice.");
        return further.next;
      };
      return { ran: report.ran, next };
    },
    async end() {
      child.stdin.end();
      const lingers = await outlives(child, gone);
      return { printed: console, lingers };
    },
    kill: () => void child.kill("SIGKILL"),
  };
}

async function outlives(child: ChildProcess, gone: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(true), LINGERING);
  });
  const lingers = await Promise.race([gone.then(() => false), late]);
  clearTimeout(timer);
  if (lingers) child.kill("SIGKILL");
  return lingers;
}
