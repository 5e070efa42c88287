import type { EndpointInfo } from "@gradio-ts/client";
import type { JSX } from "preact";

/** What an endpoint gives. */
export function ReturnsView({ info: { returns, generator } }: { readonly info: EndpointInfo }): JSX.Element {
  return (
    <section aria-labelledby="returns">
      <h3 id="returns">
        {returns.length === 0 ? "Returns nothing" : returns.length === 1 ? "Returns" : `Returns ${returns.length} values`}
      </h3>
      {generator && <p>Several outputs, each in place of the one before.</p>}
      <ul class="returns">
        {returns.map(({ label, component, typescriptType, description }, index) => (
          <li key={index}>
            <code>{typescriptType}</code> {component} “{label}”{description === "" ? "" : `: ${description}`}
          </li>
        ))}
      </ul>
    </section>
  );
}
