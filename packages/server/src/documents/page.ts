import { html } from "hono/html";
import type { ServedEndpoint } from "../endpoint/served-endpoint.js";
import type { Settings } from "../endpoint/settings.js";
import { placeOf } from "./page-frame.js";
import { codeSnippets } from "./snippets.js";
import { API_PREFIX } from "./version.js";

/** A piece of a page, escaped. */
export type Markup = ReturnType<typeof html>;

/** What the page says of an app: its API, with snippets. Without scripts; texts of the author are shown as text, never as markup. */
export function apiMarkup(endpoints: readonly ServedEndpoint[], settings: Settings, root: string): Markup {
  const listed = endpoints.filter(({ visibility }) => visibility === "public");
  const count = listed.length === 1 ? "1 endpoint" : `${listed.length} endpoints`;
  return html`
<header>
<h1>${settings.title}</h1>
${settings.description === "" ? "" : html`<p class="text">${settings.description}</p>`}
<p>${listed.length === 0 ? "This app has no API." : html`${count} at <code>${root}</code>`}</p>
</header>
${listed.map((endpoint) => endpointMarkup(endpoint, root))}
${listed.length === 0 ? "" : sourcesMarkup(root)}
${settings.mcp ? mcpMarkup(root) : ""}`;
}

/** How MCP clients are told of the app. */
export function mcpMarkup(root: string): Markup {
  const url = `${root}${API_PREFIX}/mcp/`;
  const direct = { mcpServers: { gradio: { url } } };
  const throughCommand = { mcpServers: { gradio: { command: "npx", args: ["mcp-remote", url, "--transport", "http-only"] } } };
  return html`
<section>
<h2>MCP</h2>
<p>The endpoints are tools at <code>${url}</code> (streamable HTTP). Add <code>?tools=a,b</code> for some of them.</p>
${snippetMarkup("Configuration", JSON.stringify(direct, null, 2))}
${snippetMarkup("Configuration for clients that start commands only", JSON.stringify(throughCommand, null, 2))}
</section>`;
}

function endpointMarkup(endpoint: ServedEndpoint, root: string): Markup {
  const { name, description, inputs, outputs } = endpoint;
  const { python, javascript, bash, cli } = codeSnippets(endpoint, root);
  return html`
<section id="${name}">
<h2>/${name}</h2>
${description === "" ? "" : html`<p class="text">${description}</p>`}
<h3>Accepts ${counted(inputs.length, "parameter")}</h3>
${inputs.length === 0 ? "" : parametersMarkup(inputs)}
<h3>Returns ${outputs.length > 1 ? `a list of ${outputs.length} values` : counted(outputs.length, "value")}</h3>
${outputs.length === 0 ? "" : html`<ul>${outputs.map(outputMarkup)}</ul>`}
${snippetMarkup("Python", python)}${snippetMarkup("JavaScript", javascript)}${snippetMarkup("curl", bash)}${snippetMarkup("Command line", cli)}
</section>`;
}

function parametersMarkup(inputs: ServedEndpoint["inputs"]): Markup {
  return html`<table>
<thead><tr><th>Name</th><th>Type</th><th>Default</th><th>Component</th><th>Description</th></tr></thead>
<tbody>${inputs.map(
    ({ name, component }) => html`
<tr><td><code>${name}</code></td><td><code>${component.spec.pythonType}</code></td>
<td>${component.optional ? html`<code>${JSON.stringify(component.default)}</code>` : "required"}</td>
<td>${component.component}</td><td>${[component.label, component.description].filter(Boolean).join(": ")}</td></tr>`,
  )}</tbody>
</table>`;
}

function outputMarkup(component: ServedEndpoint["outputs"][number]): Markup {
  const said = [component.label, component.description].filter(Boolean).join(": ");
  return html`<li><code>${component.spec.pythonType}</code> (${component.component})${said === "" ? "" : `: ${said}`}</li>`;
}

function snippetMarkup(title: string, code: string): Markup {
  return html`<details><summary>${title}</summary><pre><code>${code}</code></pre></details>`;
}

function sourcesMarkup(root: string): Markup {
  const place = placeOf(root);
  return html`<p>For programs: <a href="${place}${API_PREFIX}/info">the same as JSON</a>, <a href="${place}${API_PREFIX}/openapi.json">OpenAPI</a>.</p>`;
}

function counted(count: number, thing: string): string {
  return count === 0 ? `no ${thing}s` : count === 1 ? `1 ${thing}` : `${count} ${thing}s`;
}
