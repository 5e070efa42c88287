import type { ErrorCode } from "@gradio-ts/client";

const EXIT_CODES: Readonly<Record<ErrorCode, number>> = {
  APP_ERROR: 1,
  VALIDATION: 1,
  INVALID_ARGUMENT: 2,
  ENDPOINT_NOT_FOUND: 2,
  CLIENT_CLOSED: 1,
  CONNECTION_FAILED: 3,
  CONNECTION_LOST: 3,
  SESSION_NOT_FOUND: 3,
  HTTP: 3,
  PROTOCOL: 3,
  SPACE: 3,
  UNSUPPORTED_APP: 3,
  UPLOAD_FAILED: 3,
  DOWNLOAD_FAILED: 3,
  AUTHENTICATION: 4,
  QUEUE_FULL: 5,
  RATE_LIMITED: 5,
  TIMEOUT: 6,
  CANCELLED: 130,
};

/** The exit code of a command that ended in an error; 1 for anything unforeseen. */
export function exitCode(code: string): number {
  return Object.hasOwn(EXIT_CODES, code) ? EXIT_CODES[code as ErrorCode] : 1;
}
