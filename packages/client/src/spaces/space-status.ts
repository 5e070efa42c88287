import type { SpaceStage } from "../errors.js";

/** How a Space stands. Source: protocol.md §15. */
export interface SpaceStatus {
  readonly spaceId: string;
  /** As Hugging Face names it. */
  readonly stage: SpaceStage;
  /** One English sentence for people. */
  readonly message: string;
}

/** What a stage means to who wants to connect. */
export type Standing = "up" | "coming" | "asleep" | "stuck";

/** What is said of a Space, given the address of its page. */
type Words = (page: string) => string;

const STAGES: readonly (readonly [stage: SpaceStage, standing: Standing, words: Words])[] = [
  ["RUNNING", "up", () => "is running."],
  ["RUNNING_BUILDING", "up", () => "is running, while its next version is being built."],
  ["RUNNING_APP_STARTING", "up", () => "is running, while its next version is starting."],
  ["BUILDING", "coming", () => "is being built."],
  ["APP_STARTING", "coming", () => "is starting."],
  ["SLEEPING", "asleep", () => "is asleep, and is being woken."],
  ["STOPPED", "asleep", () => "has stopped, and is being woken."],
  ["PAUSED", "stuck", (page) => `is paused. Its owner can restart it at ${page}/settings; Client.duplicate makes a copy of your own.`],
  ["DELETING", "stuck", () => "is being deleted."],
  ["NO_APP_FILE", "stuck", (page) => `has no app: its owner must add one at ${page}/tree/main.`],
  ["CONFIG_ERROR", "stuck", (page) => `is configured wrongly: its owner must correct the head of ${page}/blob/main/README.md.`],
  ["BUILD_ERROR", "stuck", (page) => `could not be built. Why is in its log: ${page}?logs=build.`],
  ["RUNTIME_ERROR", "stuck", (page) => `has failed to run its app. Why is in its log: ${page}?logs=container.`],
];

/** A stage nobody has heard of may pass: it is waited for, as long as the caller waits. */
const UNHEARD: Standing = "coming";

export function standingOf(stage: SpaceStage): Standing {
  return STAGES.find(([name]) => name === stage)?.[1] ?? UNHEARD;
}

export function spaceStatus(spaceId: string, stage: SpaceStage): SpaceStatus {
  const words = STAGES.find(([name]) => name === stage)?.[2] ?? (() => `is in the stage ${stage}.`);
  return Object.freeze({ spaceId, stage, message: `The Space ${spaceId} ${words(`https://huggingface.co/spaces/${spaceId}`)}` });
}
