import { inTurns } from "../../live/matrix/in-turns.js";
import type { FaultCase } from "../cases/case.js";
import { FaultProxy } from "../proxy/fault-proxy.js";
import { type Meeting, meetingOf, type Remark, remarksOn, type Told } from "./met.js";
import type { OtherOrigin } from "./other-origin.js";
import { put } from "./put.js";
import type { Servers } from "./start-servers.js";
import type { Program } from "./subject.js";
import { RIGHT } from "./task.js";

export interface Met {
  readonly faultCase: FaultCase;
  readonly meeting: Meeting;
  readonly remarks: readonly Remark[];
  /** What the client's process told, for a person to read. */
  readonly told: Told;
  /** What reached the other origin and must not. */
  readonly leaked: readonly string[];
}

export interface Comparing {
  readonly program: Program;
  readonly servers: Servers;
  readonly other: OtherOrigin;
  /** Milliseconds a case may take. */
  readonly limit: number;
  /** Cases at once, each with a process of its own. */
  readonly width: number;
  readonly signal: AbortSignal;
}

/** Puts cases to any client. */
export async function compare(cases: readonly FaultCase[], comparing: Comparing): Promise<readonly Met[]> {
  const met: Met[] = [];
  const { program, limit, other, servers, width, signal } = comparing;
  const numbered = cases.map((faultCase, id) => ({ faultCase, id }));
  const meet = async ({ faultCase, id }: (typeof numbered)[number]) => {
    const target = servers.url(faultCase.transport.server);
    const proxy = await FaultProxy.start(faultCase, { number: id, target, elsewhere: other.urlOf(id) });
    // A fault that takes its time has happened once it is disarmed.
    const disarm = () => proxy.disarm();
    const told = await put({ faultCase, url: proxy.url, struck: proxy.log.onceStruck, disarm }, program, limit);
    await disarm();
    proxy.close();
    const meeting = meetingOf(faultCase, told.outcome, proxy.log.struck);
    met.push({ faultCase, meeting, remarks: remarksOn(told), told, leaked: other.leaked(id) });
  };
  await inTurns(width, numbered, meet, signal);
  return met;
}

/** What this client cannot call at all, where nothing goes wrong, and what it says of it. */
export async function outOfReach(cases: readonly FaultCase[], comparing: Comparing): Promise<ReadonlyMap<string, Told>> {
  const { program, limit, servers, width, signal } = comparing;
  const unable = new Map<string, Told>();
  const first = new Map(cases.map((one) => [callOf(one), one]));
  const attempt = async (faultCase: FaultCase) => {
    const url = servers.url(faultCase.transport.server).href;
    const told = await put({ faultCase, url, struck: Promise.resolve(), disarm: () => Promise.resolve() }, program, limit);
    if (!succeeds(faultCase, told)) unable.set(callOf(faultCase), told);
  };
  await inTurns(width, [...first.values()], attempt, signal);
  return unable;
}

/** What a case calls, and where. */
export const callOf = ({ transport, scenario }: FaultCase) => `${transport.name} (${transport.server}) · ${scenario}`;

function succeeds({ scenario }: FaultCase, { outcome }: Told): boolean {
  if (typeof outcome === "string") return false;
  const right = RIGHT[scenario];
  // A cancelled call has no value: it must end.
  return right === undefined ? outcome.type === "error" : outcome.type === "value" && outcome.value === right;
}
