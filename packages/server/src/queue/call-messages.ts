import type { CompletedMessage, ErrorOutput, GeneratingMessage, LogMessage, StepOutput } from "@gradio-ts/wire";
import type { LogOptions } from "../endpoint/context.js";

/** What one step gave (protocol.md §3.5). Seconds. @param generating `null` for a batch. */
export function stepOutput(data: readonly unknown[], generating: boolean | null, seconds: number, average: number): StepOutput {
  return {
    data,
    is_generating: generating,
    duration: seconds,
    average_duration: average,
    render_config: null,
    changed_state_ids: [],
    used_cache: null,
  };
}

export function generating(eventId: string, output: StepOutput): GeneratingMessage {
  return { msg: "process_generating", event_id: eventId, output, success: true, time_limit: null };
}

export function succeeded(eventId: string, output: StepOutput): CompletedMessage {
  return completed(eventId, output, true, null, output.duration, output.average_duration);
}

/** The title stands on the message only if nothing had been given before (protocol.md §12). */
export function failed(eventId: string, output: ErrorOutput, afterSteps: boolean): CompletedMessage {
  return completed(eventId, output, false, afterSteps ? null : (output.title ?? "Error"), null, null);
}

/** No `data`, and a success all the same (protocol.md §8). */
export function cancelled(eventId: string): CompletedMessage {
  return completed(eventId, {}, true, null, null, null);
}

function completed(
  eventId: string,
  output: CompletedMessage["output"],
  success: boolean,
  title: string | null,
  duration: number | null,
  average: number | null,
): CompletedMessage {
  return {
    msg: "process_completed",
    event_id: eventId,
    output,
    success,
    title,
    used_cache: null,
    cache_duration: duration,
    avg_time: average,
  };
}

export function logLine(eventId: string, message: string, options: LogOptions): LogMessage {
  const { level = "info", duration = 10, visible = true, title = TITLES[level] } = options;
  return { msg: "log", event_id: eventId, log: message, level, duration, visible, title };
}

const TITLES: Readonly<Record<LogMessage["level"], string>> = { info: "Info", warning: "Warning", success: "Success", error: "Error" };
