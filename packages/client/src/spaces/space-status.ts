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

type Sentence = (spaceId: string) => string;

const page = (spaceId: string) => `https://huggingface.co/spaces/${spaceId}`;

const STAGES: Readonly<Record<string, readonly [Standing, Sentence]>> = {
  RUNNING: ["up", (id) => `The Space ${id} is running.`],
  RUNNING_BUILDING: ["up", (id) => `The Space ${id} is running, while its next version is being built.`],
  RUNNING_APP_STARTING: ["up", (id) => `The Space ${id} is running, while its next version is starting.`],
  BUILDING: ["coming", (id) => `The Space ${id} is being built.`],
  APP_STARTING: ["coming", (id) => `The Space ${id} is starting.`],
  SLEEPING: ["asleep", (id) => `The Space ${id} is asleep, and is being woken.`],
  STOPPED: ["asleep", (id) => `The Space ${id} has stopped, and is being woken.`],
  PAUSED: [
    "stuck",
    (id) =>
      `The Space ${id} is paused. Its owner can restart it at ${page(id)}/settings; anyone can run a copy: Client.duplicate("${id}", …).`,
  ],
  DELETING: ["stuck", (id) => `The Space ${id} is being deleted.`],
  NO_APP_FILE: ["stuck", (id) => `The Space ${id} has no app: its owner must add one at ${page(id)}/tree/main.`],
  CONFIG_ERROR: [
    "stuck",
    (id) => `The Space ${id} is configured wrongly: its owner must correct the head of ${page(id)}/blob/main/README.md.`,
  ],
  BUILD_ERROR: ["stuck", (id) => `The Space ${id} could not be built. Why is in its log: ${page(id)}?logs=build.`],
  RUNTIME_ERROR: ["stuck", (id) => `The app of the Space ${id} has failed. Why is in its log: ${page(id)}?logs=container.`],
};

/** A stage nobody has heard of may pass: it is waited for, as long as the caller waits. */
const UNHEARD: Standing = "coming";

export function standingOf(stage: SpaceStage): Standing {
  return STAGES[stage]?.[0] ?? UNHEARD;
}

export function spaceStatus(spaceId: string, stage: SpaceStage): SpaceStatus {
  const message = STAGES[stage]?.[1](spaceId) ?? `The Space ${spaceId} is in the stage ${stage}.`;
  return Object.freeze({ spaceId, stage, message });
}
