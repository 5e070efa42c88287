import type { CaseOptions, FaultCase, Moment, Scenario } from "./case.js";
import { expectRequest } from "./expect-request.js";
import { expectStream } from "./expect-stream.js";
import { type RequestAct, type RequestFault, type RequestMoment, requestFaults } from "./request-faults.js";
import { requestRules, streamRules } from "./rules.js";
import { type StreamFault, streamFaults, streamMoments } from "./stream-faults.js";
import { type Transport, transports } from "./transport.js";

export const requestMoments: readonly RequestMoment[] = [
  "config",
  "info",
  "login",
  "upload",
  "join",
  "cancelled join",
  "data",
  "opening",
  "download",
  "cancel",
  "heartbeat",
];

/** Milliseconds until the client gives up what keeps silent: as little as a busy machine allows. */
const SHORT = 2000;

/** Every fault at every moment on every transport, but for what the rules leave out. */
export function faultCases(): readonly FaultCase[] {
  return transports.flatMap((transport) => [
    ...requestMoments.flatMap((moment) =>
      requestFaults
        .filter((fault) => !requestRules.some(({ applies }) => applies({ fault, moment, transport })))
        .map((fault) => faultCase(transport, moment, fault, expectRequest(moment, fault, transport))),
    ),
    ...streamMoments.flatMap((moment) =>
      streamFaults
        .filter((fault) => !streamRules.some(({ applies }) => applies({ fault, moment, transport })))
        .map((fault) => faultCase(transport, moment, fault, expectStream(moment, fault, transport))),
    ),
  ]);
}

function faultCase(transport: Transport, moment: Moment, fault: RequestFault | StreamFault, expected: FaultCase["expected"]): FaultCase {
  const name = `${transport.name} (${transport.server}) · ${moment} · ${fault.name}`;
  const { outcome } = expected;
  return {
    name,
    transport,
    moment,
    fault,
    scenario: scenarioOf(transport, moment, fault),
    options: optionsOf(transport, moment, fault),
    expected: { ...expected, outcome },
  };
}

function scenarioOf({ name }: Transport, moment: Moment, { act }: RequestFault | StreamFault): Scenario {
  const isOf = (type: RequestAct["type"]) => typeof act === "object" && act.type === type;
  if (name === "direct") return isOf("large") ? "large direct" : "direct";
  if (act === "cancelled") return "cancel while queued";
  if (isOf("overtaken")) return "later call";
  if (moment === "cancelled join") return "cancel while joining";
  return moment === "upload" || moment === "download" || moment === "cancel" ? moment : "call";
}

function optionsOf({ name }: Transport, moment: Moment, fault: RequestFault | StreamFault): CaseOptions {
  const resubmit = fault.resubmit ? { resubmit: 1 } : {};
  if (fault.level === "stream") {
    // A server that has much to do is silent for a while, too.
    if (fault.act === "silent") return { silenceTimeout: SHORT * 1.5, ...resubmit };
    return fault.act === "busy" ? { silenceTimeout: SHORT / 2, ...resubmit } : resubmit;
  }
  const { act } = fault;
  const silent = act.type === "silence" || (act.type === "break" && act.how === "stall");
  if (!silent) return resubmit;
  // Nothing else ends a direct run.
  if (name === "direct") return { timeout: SHORT };
  return moment === "upload" || moment === "download" ? { silenceTimeout: SHORT } : { requestTimeout: SHORT };
}
