import type { JsonObject } from "@gradio-ts/wire";
import { expectList } from "./expect-list.js";
import { expectObject } from "./expect-object.js";
import type { Component } from "./parse-component.js";

/**
 * One element per slot of the wire: what `/info` lists, laid over what `/config` says of the slots in order, and `null` for those that no
 * caller sees. `/info` lists no skipped components (protocol.md §2); where the numbers differ all the same, the slots go by `/config` alone.
 */
export function fillSlots<Value>(
  slots: readonly Component[],
  listed: unknown,
  side: "asInput" | "asOutput",
  describe: (entry: JsonObject, slot: number) => Value,
): readonly (Value | null)[] {
  const entries = listed === undefined ? [] : expectList(listed, "The parameters and returns of an endpoint in /info");
  const usable = entries.length === slots.filter((slot) => slot.listed).length;
  let next = 0;
  return slots.map((slot, index) => {
    const entry = usable && slot.listed ? expectObject(entries[next++], "A parameter or return in /info") : {};
    if (slot.skipped) return null;
    const type = slot.schema === undefined ? {} : { type: slot.schema };
    return describe({ ...slot[side], ...entry, ...type }, index);
  });
}
