import { expectObject } from "./expect-object.js";
import type { FindListed } from "./parse-endpoint.js";

/** Makes what `/info` answered searchable. `undefined`: the server could not describe its API. Source: protocol.md §2. */
export function indexInfo(info: unknown): FindListed {
  if (info === undefined) return () => undefined;
  const { named_endpoints, unnamed_endpoints = {} } = expectObject(info, "/info");
  const named = expectObject(named_endpoints, "named_endpoints in /info");
  const unnamed = expectObject(unnamed_endpoints, "unnamed_endpoints in /info");
  return (name, fnIndex) => {
    const [table, key] = name === null ? [unnamed, `${fnIndex}`] : [named, name];
    return Object.hasOwn(table, key) ? expectObject(table[key], `${key} in /info`) : undefined;
  };
}
