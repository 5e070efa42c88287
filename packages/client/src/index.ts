export type { FileData, JsonSchema } from "@gradio-ts/wire";
export type { AppConfig } from "./app/app-config.js";
export type { AppTypes, EndpointOf, EndpointTypes, InputsOf, OutputOf, SoleEndpoint, UntypedApp } from "./app/app-types.js";
export { Client } from "./client.js";
export { duplicateSpace } from "./connect.js";
export {
  AppError,
  AuthenticationError,
  CancelledError,
  ClientClosedError,
  ConnectionError,
  ConnectionLostError,
  DownloadError,
  EndpointNotFoundError,
  type ErrorCode,
  GradioError,
  HttpError,
  InvalidArgumentError,
  ProtocolError,
  QueueFullError,
  RateLimitError,
  SessionNotFoundError,
  SpaceError,
  type SpaceStage,
  TimeoutError,
  UnsupportedAppError,
  UploadError,
  ValidationError,
} from "./errors.js";
export { type Downloaded, downloadFiles } from "./files/download-files.js";
export type { FileLike, HandledFile, OutputFile, ReadOptions, UploadProgress } from "./files/file-types.js";
export { handleFile } from "./files/handle-file.js";
export { isOutputFile } from "./files/is-output-file.js";
export type { FetchFunction, FetchInit, FetchResponse, HeaderInit } from "./http/fetch-types.js";
export type { Logger } from "./http/logger.js";
export type { Job } from "./job/job.js";
export type { JobRef } from "./job/job-ref.js";
export type { MapResult } from "./job/map-rows.js";
export type { StatusCode, StatusUpdate } from "./job/status.js";
export type { OutputUpdate, Update } from "./job/update.js";
export type { EnqueueOptions, MapOptions } from "./options/map-options.js";
export type { CallArguments, CallOptions, ClientOptions, DuplicateOptions, UploadOptions } from "./options/options.js";
export type { LogUpdate } from "./protocol/log-update.js";
export type { ProgressUnit } from "./protocol/progress-unit.js";
export type { SpaceCopy } from "./spaces/duplicate-space.js";
export type { SpaceStatus } from "./spaces/space-status.js";
export type { ApiInfo, EndpointInfo, HttpApi, ParameterInfo, ReturnInfo } from "./view-api/api-info.js";
export { codeProgram } from "./view-api/code-program.js";
export { codeSnippet } from "./view-api/code-snippet.js";
export type { RecordedCall } from "./view-api/recorded-call.js";
