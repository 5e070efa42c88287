import type { JSX } from "preact";
import type { ControlProps } from "./control-props.js";
import { FILE_MARK } from "./inputs-of.js";

/** Any value, as JSON. Where it may hold files, those that are attached stand in it by name. */
export function JsonControl({ id, aria, invalid, draft, onChange, attach }: ControlProps & { readonly attach: boolean }): JSX.Element {
  const { text, files } = draft?.kind === "text" ? draft : { text: "", files: [] };
  return (
    <>
      <textarea
        id={id}
        {...aria}
        aria-invalid={invalid}
        class="code"
        spellcheck={false}
        rows={Math.min(16, text.split("\n").length + 1)}
        value={text}
        onInput={(event) => onChange({ kind: "text", text: event.currentTarget.value, files })}
      />
      {attach && (
        <div class="attached">
          <label>
            Attach files{" "}
            <input
              type="file"
              multiple
              onChange={(event) => onChange({ kind: "text", text, files: [...files, ...(event.currentTarget.files ?? [])] })}
            />
          </label>
          {files.map(({ name }) => (
            <p key={name}>
              Write <code>{JSON.stringify(FILE_MARK + name)}</code> where it belongs.
            </p>
          ))}
        </div>
      )}
    </>
  );
}
