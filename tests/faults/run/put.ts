import type { FaultCase } from "../cases/case.js";
import type { Told } from "./met.js";
import { type Program, startSubject } from "./subject.js";

/** A case, and how it is put to a client. */
export interface Putting {
  readonly faultCase: FaultCase;
  readonly url: string;
  /** The fault has happened. */
  readonly struck: Promise<void>;
  /** Takes the fault away. */
  readonly disarm: () => Promise<void>;
}

/** Puts a case to a process of its own, from its start to its end: what one case leaves behind is not laid to another. */
export async function put({ faultCase, url, struck, disarm }: Putting, program: Program, limit: number): Promise<Told> {
  const subject = startSubject(program, limit);
  try {
    const { ran, next: goOn } = await subject.run(faultCase, url, struck);
    await disarm();
    const next = await goOn();
    return { outcome: ran.outcome, next, ending: await subject.end() };
  } catch (error) {
    return { outcome: String(error), next: undefined, ending: await subject.end() };
  } finally {
    subject.kill();
  }
}
