import type { JSX } from "preact";
import { useState } from "preact/hooks";

const LANGUAGES = { typescript: "TypeScript", python: "Python", bash: "curl", cli: "Command line" } as const;
export type Language = keyof typeof LANGUAGES;

/** Code in a language to choose, and to copy. */
export function CodeView({ write }: { readonly write: (language: Language) => string }): JSX.Element {
  const [language, setLanguage] = useState<Language>("typescript");
  const [copied, setCopied] = useState("");
  const code = write(language);
  return (
    <>
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
    </>
  );
}
