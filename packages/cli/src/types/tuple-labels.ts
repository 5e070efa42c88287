import { asIdentifier } from "@gradio-ts/wire";
import { FreeNames } from "./free-names.js";

/** What TypeScript does not take for a label, as no type begins with it. */
const RESERVED = new Set(
  (
    "break case catch class const continue debugger default delete do else enum export extends finally for if in instanceof return super switch " +
    "throw try var while with"
  ).split(" "),
);

/** Names made into labels for the elements of a tuple, each another one. */
export function tupleLabels(names: readonly string[]): readonly string[] {
  const labels = new FreeNames("_");
  return names.map((name) => {
    const label = asIdentifier(name) || "value";
    return labels.take(RESERVED.has(label) ? `${label}_` : label);
  });
}
