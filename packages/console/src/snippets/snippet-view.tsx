import { type ApiInfo, codeSnippet } from "@gradio-ts/client";
import type { JSX } from "preact";
import type { Listed } from "../api/list-endpoints.js";
import { CodeView, type Language } from "./code-view.js";

/** The call as it stands in the form, as code. */
export function SnippetView(props: {
  readonly info: ApiInfo;
  readonly endpoint: Listed;
  readonly inputs: Readonly<Record<string, unknown>>;
}): JSX.Element {
  const { info, endpoint, inputs } = props;
  return (
    <section aria-label="Code" class="snippet">
      <h3>As code</h3>
      <CodeView write={(language) => snippet(info, endpoint.call, language, inputs)} />
    </section>
  );
}

/** Of inputs that do not fit yet, the call with the examples. */
function snippet(info: ApiInfo, call: string | number, language: Language, inputs: Readonly<Record<string, unknown>>): string {
  try {
    return codeSnippet(info, call, { language, inputs });
  } catch {
    return codeSnippet(info, call, { language });
  }
}
