import type { ReturnInfo } from "@gradio-ts/client";
import type { JSX } from "preact";
import { ValueView } from "./value-view.js";

/** What a call has given: one value, or one for each that the endpoint returns. */
export function OutputsView({ output, returns }: { readonly output: unknown; readonly returns: readonly ReturnInfo[] }): JSX.Element {
  const values = returns.length > 1 && Array.isArray(output) ? output : [output];
  return (
    <dl class="outputs">
      {values.map((value, index) => {
        const { label = "output", component = "" } = returns[index] ?? {};
        return (
          <div key={index}>
            <dt>{label}</dt>
            <dd>
              <ValueView value={value} component={component} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
