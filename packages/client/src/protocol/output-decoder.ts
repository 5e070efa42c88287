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
  #grown = false;

  constructor(rule: DeleteRule | "whole") {
    this.#rule = rule;
  }

  /** Whether each of the outputs read last is the one before with text added at its end, or the same. */
  get grown(): boolean {
    return this.#grown;
  }

  /** @throws ProtocolError where edits do not fit what came before. */
  read(data: readonly unknown[]): readonly unknown[] {
    const { previous, rule } = { previous: this.#previous, rule: this.#rule };
    if (previous === undefined || rule === "whole") this.#previous = data;
    else {
      this.#grown = true;
      this.#previous = data.map((edits, index) => this.#edited(previous[index] ?? null, edits, rule));
    }
    return this.#previous;
  }

  #edited(value: unknown, edits: unknown, rule: DeleteRule): unknown {
    if (!Array.isArray(edits) || !edits.every(isEdit))
      throw new ProtocolError("A list of edits was expected in an intermediate output.", { body: edits });
    if (edits.length === 0) return value;
    this.#grown &&= edits.every(([op, path]) => op === "append" && path.length === 0);
    try {
      return applyEdits(value, edits, rule);
    } catch (error) {
      throw new ProtocolError(`An intermediate output cannot be read: ${(error as Error).message}.`, { cause: error });
    }
  }
}

const OPERATIONS: readonly unknown[] = ["append", "replace", "add", "delete"];

function isEdit(edit: unknown): edit is Edit {
  return Array.isArray(edit) && edit.length >= 2 && OPERATIONS.includes(edit[0]) && Array.isArray(edit[1]);
}
