import { InvalidArgumentError } from "../errors.js";
import { asFile } from "./as-file.js";
import { isContainer } from "./is-container.js";

/** Servers read no deeper: Python gives up at a thousand calls. */
const DEEPEST = 900;

/**
 * Checks that an input can be sent. What JSON cannot hold would fail on its way, or arrive as something else.
 * @throws InvalidArgumentError naming the parameter.
 */
export function checkJson(value: unknown, parameter: string): void {
  const misfit = (what: string) => new InvalidArgumentError(`${JSON.stringify(parameter)} cannot be sent as JSON: it ${what}.`, parameter);
  const above = new Set<object>();
  const check = (part: unknown): void => {
    if (typeof part === "bigint" || typeof part === "function" || typeof part === "symbol") throw misfit(`holds a ${typeof part}`);
    if (typeof part === "number" && !Number.isFinite(part)) throw misfit(`holds ${part}, which JSON writes as null`);
    if (typeof part !== "object" || part === null || "toJSON" in part || asFile(part) !== undefined) return;
    if (!isContainer(part)) throw misfit(`holds a ${Object.prototype.toString.call(part).slice(8, -1)}`);
    if (above.has(part)) throw misfit("holds itself");
    if (above.size >= DEEPEST) throw misfit(`is nested more than ${DEEPEST} deep`);
    above.add(part);
    for (const member of Object.values(part)) check(member);
    above.delete(part);
  };
  check(value);
}
