import { inTurns } from "../../live/matrix/in-turns.js";
import type { FaultCase, Scenario } from "../cases/case.js";
import type { Transport } from "../cases/transport.js";
import { FaultProxy } from "../proxy/fault-proxy.js";
import { type Meeting, meetingOf } from "./met.js";
import type { OtherOrigin } from "./other-origin.js";
import type { Servers } from "./start-servers.js";
import { type Program, startSubject } from "./subject.js";
import { type Outcome, RIGHT } from "./task.js";

export interface Met {
  readonly faultCase: FaultCase;
  readonly meeting: Meeting;
  /** In words where its process ended. */
  readonly outcome: Outcome | string;
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

/** Puts cases to any client, each to a process of its own: what one case leaves behind is not laid to the next. */
export async function compare(cases: readonly FaultCase[], comparing: Comparing): Promise<readonly Met[]> {
  const met: Met[] = [];
  const { other, servers, width, signal } = comparing;
  const numbered = cases.map((faultCase, id) => ({ faultCase, id }));
  const put = async ({ faultCase, id }: (typeof numbered)[number]) => {
    const target = servers.url(faultCase.transport.server);
    const proxy = await FaultProxy.start(faultCase, { number: id, target, elsewhere: other.urlOf(id) });
    const outcome = await outcomeOf(faultCase, proxy.url, proxy.log.onceStruck, comparing);
    // A fault that takes its time has then happened.
    await proxy.disarm();
    proxy.close();
    met.push({ faultCase, meeting: meetingOf(faultCase, outcome, proxy.log.struck), outcome, leaked: other.leaked(id) });
  };
  await inTurns(width, numbered, put, signal);
  return met;
}

/** The cases whose calls this client can make at all, where nothing goes wrong. */
export async function withinItsReach(cases: readonly FaultCase[], comparing: Comparing): Promise<readonly FaultCase[]> {
  const able = new Set<string>();
  const first = new Map(cases.map((one) => [kindOf(one), one]));
  const attempt = async (faultCase: FaultCase) => {
    const outcome = await outcomeOf(faultCase, comparing.servers.url(faultCase.transport.server).href, Promise.resolve(), comparing);
    const right = RIGHT[faultCase.scenario];
    if (typeof outcome === "string") return;
    // A cancelled call has no value: it must end.
    if (right === undefined ? outcome.type === "error" : outcome.type === "value" && outcome.value === right) able.add(kindOf(faultCase));
  };
  await inTurns(comparing.width, [...first.values()], attempt, comparing.signal);
  return cases.filter((one) => able.has(kindOf(one)));
}

const kindOf = ({ transport, scenario }: { readonly transport: Transport; readonly scenario: Scenario }) =>
  `${transport.name} (${transport.server}) · ${scenario}`;

/** The last words of the client's process where it ended. */
async function outcomeOf(
  faultCase: FaultCase,
  url: string,
  struck: Promise<void>,
  { program, limit }: Comparing,
): Promise<Outcome | string> {
  const subject = startSubject(program, limit);
  try {
    return (await subject.run(faultCase, url, struck)).ran.outcome;
  } catch (error) {
    return String(error);
  } finally {
    subject.kill();
  }
}
