// By its path: packages are left outside of what is bundled, and this one is never published.
import { makeEdits } from "../../packages/wire/src/make-edits.js";
import { type Endpoint, valuesOf } from "./values.js";

/** The event id in what is made here. */
export const EVENT_ID = "0123456789abcdef0123456789abcdef";

/** How much is written at once, as if a proxy had gathered it: the least that transport can cost. */
const BLOCK = 65_536;

/**
 * The messages of a call as Gradio 6.31 writes them (protocol.md §3.5), as texts to be written one after another. Of a generator the first
 * value comes whole, the following as edits: for values that only grow, those of its own `diff` (§4). What gives one value is no generator.
 */
export function valueMessages(endpoint: Endpoint, size: number): readonly string[] {
  const values = [...valuesOf(endpoint, size)];
  const texts = [message({ msg: "estimation", rank: 0, queue_size: 1, rank_eta: null }), message({ msg: "process_starts", eta: 0.01 })];
  let block = "";
  for (const [step, value] of values.entries()) {
    if (values.length === 1) break;
    const data = step === 0 ? value : makeEdits(values[step - 1], value);
    block += message({ msg: "process_generating", output: output(data, true), success: true, time_limit: null });
    if (block.length < BLOCK) continue;
    texts.push(block);
    block = "";
  }
  const end = { success: true, title: null, used_cache: null, cache_duration: 0.00029, avg_time: 0.0014 };
  return [...texts, block + message({ msg: "process_completed", output: output(values.at(-1), false), ...end })];
}

function output(data: unknown, generating: boolean): object {
  return {
    data: [data],
    is_generating: generating,
    duration: 0.0002906322479248047,
    average_duration: 0.002022266387939453,
    render_config: null,
    changed_state_ids: [],
    used_cache: null,
  };
}

function message({ msg, ...rest }: { readonly msg: string; readonly [field: string]: unknown }): string {
  return `data: ${JSON.stringify({ msg, event_id: EVENT_ID, ...rest })}\n\n`;
}
