/** What both sides know of Gradio's wire. No effects: types, and pure functions over JSON values. */
export { applyEdits, type DeleteRule } from "./apply-edits.js";
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
