import { A_COUNT, A_FUNCTION, A_SIGNAL, A_TOKEN, checkOptions, HEADERS, MILLISECONDS, type RulesOf } from "./check-options.js";
import type { EnqueueOptions, RowOptions } from "./map-options.js";
import type { CallOptions, UploadOptions } from "./options.js";

const CALL_OPTIONS: RulesOf<CallOptions> = {
  signal: A_SIGNAL,
  timeout: MILLISECONDS,
  headers: HEADERS,
  oauthToken: A_TOKEN,
  eventData: ["anything", () => true],
  resubmit: A_COUNT,
  onUpdate: A_FUNCTION,
  onResult: A_FUNCTION,
};

const { signal, timeout, headers, oauthToken, resubmit, eventData } = CALL_OPTIONS;

const MAP_OPTIONS: RulesOf<RowOptions> = {
  signal,
  timeout,
  headers,
  oauthToken,
  resubmit,
  concurrency: ["a whole number, 1 or more", (value) => Number.isInteger(value) && (value as number) > 0],
  ordered: ["true or false", (value) => typeof value === "boolean"],
  inputs: ["a function of a row", A_FUNCTION[1]],
};

const ENQUEUE_OPTIONS: RulesOf<EnqueueOptions> = { signal, headers, oauthToken, eventData };

const UPLOAD_OPTIONS: RulesOf<UploadOptions> = { signal, onProgress: A_FUNCTION };

/** @throws InvalidArgumentError for an unknown or unfit option. */
export function checkCallOptions(options: unknown): asserts options is CallOptions {
  checkOptions("A call", options, CALL_OPTIONS);
}

/** @throws InvalidArgumentError for an unknown or unfit option. */
export function checkMapOptions(options: unknown): asserts options is RowOptions {
  checkOptions("map()", options, MAP_OPTIONS);
}

/** @throws InvalidArgumentError for an unknown or unfit option. */
export function checkEnqueueOptions(options: unknown): asserts options is EnqueueOptions {
  checkOptions("enqueue()", options, ENQUEUE_OPTIONS);
}

/** @throws InvalidArgumentError for an unknown or unfit option. */
export function checkUploadOptions(options: unknown): asserts options is UploadOptions {
  checkOptions("upload()", options, UPLOAD_OPTIONS);
}
