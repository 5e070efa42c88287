/**
 * A Gradio app written in TypeScript, which every Gradio client can call.
 *
 * ```ts
 * import { number, Server } from "@gradio-ts/server";
 *
 * const app = new Server({ title: "calculator" })
 *   .api("/add", { inputs: { a: number(), b: number({ default: 1 }) }, output: number() })
 *   .handle(({ a, b }) => a + b);
 * const { url } = await app.listen();
 * ```
 */

/** Throw it in a handler to tell the caller why. `handleFile` names a file that a handler gives. Both are the client's own. */
export { AppError, handleFile } from "@gradio-ts/client";
export type { Context, Tracker } from "./endpoint/context.js";
export type { Endpoint, HandlerResult } from "./endpoint/definition.js";
export { audio } from "./fields/audio.js";
export { boolean } from "./fields/boolean.js";
export { type ChatMessage, type ChatPart, chat } from "./fields/chat.js";
export { choice } from "./fields/choice.js";
export { choices } from "./fields/choices.js";
export type {
  AnyField,
  Field,
  FieldOptions,
  Fields,
  FieldTypes,
  Output,
  Received,
  Returned,
  TypesOf,
  WithDefault,
} from "./fields/field.js";
export { file } from "./fields/file.js";
export type { FileOptions } from "./fields/file-field.js";
export { files } from "./fields/files.js";
export { image } from "./fields/image.js";
export { json } from "./fields/json.js";
export { number } from "./fields/number.js";
export type { StandardResult, StandardSchema } from "./fields/standard-schema.js";
export { text } from "./fields/text.js";
export { video } from "./fields/video.js";
export type { FileStore } from "./files/file-store.js";
export type { GivenFile } from "./files/given-file.js";
export type { UploadedFile } from "./files/uploaded-file.js";
export { type AppTypesOf, type EndpointBuilder, Server } from "./server.js";
export type { ListenOptions, ServerOptions } from "./server-options.js";
export type { StateStore } from "./session/state-store.js";
