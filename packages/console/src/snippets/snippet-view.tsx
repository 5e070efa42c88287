import { type ApiInfo, codeSnippet } from "@gradio-ts/client";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Listed } from "../api/list-endpoints.js";

const LANGUAGES = { typescript: "TypeScript", python: "Python", bash: "curl", cli: "Command line" } as const;
type Language = keyof typeof LANGUAGES;

/** The call as it stands in the form, as code. */
export function SnippetView(props: {
  readonly info: ApiInfo;
  readonly endpoint: Listed;
  readonly inputs: Readonly<Record<string, unknown>>;
}): JSX.Element {
  const { info, endpoint, inputs } = props;
  const [language, setLanguage] = useState<Language>("typescript");
  const [copied, setCopied] = useState("");
  const code = snippet(info, endpoint.call, language, inputs);
  return (
    <section aria-label="Code" class="snippet">
      <h3>As code</h3>
      <p class="buttons">
        {(Object.keys(LANGUAGES) as Language[]).map((key) => (
          <button type="button" key={key} aria-pressed={key === language} onClick={() => setLanguage(key)}>
            {LANGUAGES[key]}
          </button>
        ))}
        <button type="button" onClick={() => void navigator.clipboard.writeText(code).then(() => setCopied(code))}>
          {copied === code ? "Copied" : "Copy"}
        </button>
      </p>
      <pre tabIndex={0}>
        <code>{code}</code>
      </pre>
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
