import { setTimeout as delay } from "node:timers/promises";
import type { RequestMoment } from "../cases/request-faults.js";
import type { FaultLog } from "./fault-log.js";
import type { FrontDoor } from "./front-door.js";
import type { Saying } from "./lines.js";
import type { RequestKind } from "./request-kind.js";

/** Milliseconds for which nothing listens, if it is not for good: shorter than a client's first pause (0.25 s). */
const SHORT = 150;

/** A refused connection leaves no trace: the door is shut just before the answer after which the client asks for what is to be refused. */
export class Outage {
  readonly #door: FrontDoor;
  readonly #log: FaultLog;
  readonly #moment: RequestMoment;
  readonly #comesBack: boolean;
  readonly #answered = new Set<string>();
  #over = false;

  constructor(door: FrontDoor, log: FaultLog, moment: RequestMoment, comesBack: boolean) {
    this.#door = door;
    this.#log = log;
    this.#moment = moment;
    this.#comesBack = comesBack;
    if (moment === "login") this.#begin();
  }

  /** From now on none begins. */
  rest(): void {
    this.#over = true;
  }

  /** Something is about to be answered, or said. */
  before(what: RequestKind | Saying): void {
    if (this.#over) return;
    this.#answered.add(what);
    if (this.#isDue()) this.#begin();
  }

  #isDue(): boolean {
    const after = (...kinds: readonly string[]) => kinds.every((kind) => this.#answered.has(kind));
    switch (this.#moment) {
      case "config":
        return after("login");
      case "info":
        return after("config");
      case "upload":
      case "join":
        return after("config", "info");
      case "data":
        return after("call for data");
      case "opening":
        return after("join");
      case "download":
        return after("result");
      case "cancel":
        return after("step");
      default:
        return false;
    }
  }

  #begin(): void {
    this.#over = true;
    this.#door.shut();
    this.#log.note("down", this.#moment);
    this.#log.note("struck", "nothing listens");
    if (this.#comesBack) void delay(SHORT).then(() => this.end());
  }

  async end(): Promise<void> {
    await this.#door.open();
    this.#log.note("up", this.#moment);
  }
}
