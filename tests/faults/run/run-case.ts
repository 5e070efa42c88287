import type { FaultCase } from "../cases/case.js";
import { FaultProxy } from "../proxy/fault-proxy.js";
import { judge } from "./judge.js";
import type { OtherOrigin } from "./other-origin.js";
import type { Subject } from "./subject.js";

export interface Verdict {
  readonly faultCase: FaultCase;
  /** What is wrong; nothing, if all is well. */
  readonly wrong: readonly string[];
  readonly log: string;
  readonly took: number;
}

/** Puts a client to a case, with a proxy of its own in between. */
export async function runCase(faultCase: FaultCase, id: number, subject: Subject, target: URL, other: OtherOrigin): Promise<Verdict> {
  const started = performance.now();
  const proxy = await FaultProxy.start(faultCase, { number: id, target, elsewhere: other.urlOf(id) });
  try {
    const { ran, next: goOn } = await subject.run(faultCase, proxy.url, proxy.log.onceStruck);
    await proxy.disarm();
    const next = await goOn();
    const wrong = judge(faultCase, { ran, next, log: proxy.log, kind: proxy.kind, leaked: other.leaked(id) });
    return { faultCase, wrong, log: String(proxy.log), took: performance.now() - started };
  } finally {
    proxy.close();
  }
}
