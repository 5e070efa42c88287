import { applyEdits, type DeleteRule, type Edit } from "@gradio-ts/wire";
import type { Version } from "../app/app.js";
import { since } from "../app/since.js";
import { ProtocolError } from "../errors.js";

/** How a version's list deletions are read (protocol.md §4); `"whole"`: not at all, as it sends whole values, or must be asked for them. */
export function deleteRule(version: Version): DeleteRule | "whole" {
  if (!since(version, 4, 17)) return "whole";
  if (!since(version, 5, 29, 1)) return "old-list";
  return since(version, 5, 36) ? "shifted" : "whole";
}

/**
 * The outputs of one run: the first come whole, the following as edits of the one before, output by output (protocol.md §4).
 * Values handed out are never changed by later edits.
 */
export class OutputDecoder {
  readonly #rule: DeleteRule | "whole";
  #previous: readonly unknown[] | undefined;

  constructor(rule: DeleteRule | "whole") {
    this.#rule = rule;
  }

  /** @throws ProtocolError where edits do not fit what came before. */
  read(data: readonly unknown[]): readonly unknown[] {
    const { previous, rule } = { previous: this.#previous, rule: this.#rule };
    const values =
      previous === undefined || rule === "whole" ? data : data.map((edits, index) => edited(previous[index] ?? null, edits, rule));
    this.#previous = values;
    return values;
  }
}

function edited(value: unknown, edits: unknown, rule: DeleteRule): unknown {
  if (!Array.isArray(edits) || !edits.every(isEdit))
    throw new ProtocolError("A list of edits was expected in an intermediate output.", { body: edits });
  try {
    return edits.length === 0 ? value : applyEdits(value, edits, rule);
  } catch (error) {
    throw new ProtocolError(`An intermediate output cannot be read: ${(error as Error).message}.`, { cause: error });
  }
}

const OPERATIONS: readonly unknown[] = ["append", "replace", "add", "delete"];

function isEdit(edit: unknown): edit is Edit {
  return Array.isArray(edit) && edit.length >= 2 && OPERATIONS.includes(edit[0]) && Array.isArray(edit[1]);
}
