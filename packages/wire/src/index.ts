/** What both sides know of Gradio's wire, and the jar of its cookies. No effects: types, and pure functions over JSON values and their schemas. */
export { applyEdits, type DeleteRule } from "./apply-edits.js";
export { CookieJar } from "./cookie-jar.js";
export type { Edit } from "./edit.js";
export { type FileData, isFileData } from "./file-data.js";
export { makeEdits } from "./make-edits.js";
export type {
  CloseStreamMessage,
  CompletedMessage,
  ErrorOutput,
  EstimationMessage,
  EventMessage,
  GeneratingMessage,
  HeartbeatMessage,
  LogMessage,
  ProgressMessage,
  ServerMessage,
  StartsMessage,
  StepOutput,
  UnexpectedErrorMessage,
  WireProgressUnit,
} from "./messages.js";
export type { PredictBody } from "./predict-body.js";
export { holdsFile } from "./schema/holds-file.js";
export { isJsonObject, type JsonObject } from "./schema/json-object.js";
export type { JsonSchema } from "./schema/json-schema.js";
export { jsonText } from "./schema/json-text.js";
export { propertyName } from "./schema/property-name.js";
export { resolveRef } from "./schema/resolve-ref.js";
export { asIdentifier, isIdentifier } from "./schema/typescript-identifier.js";
export { type NameDefinition, typescriptType } from "./schema/typescript-type.js";
