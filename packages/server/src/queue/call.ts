import type { CallInput, CallRun } from "../endpoint/call-run.js";
import { StepData } from "../endpoint/step-data.js";
import type { Session } from "../session/session.js";

/** What is submitted. */
export interface Submission extends CallInput {
  readonly request: Request;
  readonly sessionHash: string;
  /** Every step whole, no edits. */
  readonly whole: boolean;
}

/** A call on its way: waiting, then running. */
export class Call {
  readonly id: string;
  readonly submission: Submission;
  readonly session: Session;
  readonly steps: StepData;
  /** `undefined` while it waits. */
  run: CallRun | undefined;
  /** Resolves when the handler has really ended. */
  settled: Promise<void> = Promise.resolve();
  /** Ended for its client, whatever its handler still does. */
  ended = false;

  constructor(id: string, submission: Submission, session: Session) {
    this.id = id;
    this.submission = submission;
    this.session = session;
    this.steps = new StepData(submission.whole);
  }
}
