import type { JSX } from "preact";
import { useContext, useRef, useState } from "preact/hooks";
import type { ControlProps } from "./control-props.js";
import { draftValue } from "./draft-value.js";
import { FilePreview } from "./file-preview.js";
import { GivenFiles } from "./given-files.js";
import { MicrophoneButton } from "./microphone-button.js";

/** Files, chosen or dropped, or spoken: they are uploaded with the call. Or one that an earlier call gave. */
export function FileControl(
  props: ControlProps & { readonly multiple: boolean; readonly accept: string; readonly microphone: boolean },
): JSX.Element {
  const { id, aria, invalid, draft, onChange, multiple, accept, microphone } = props;
  const given = useContext(GivenFiles);
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const files = draft?.kind === "files" ? draft.files : [];
  const take = (taken: readonly File[]) => onChange(taken.length === 0 ? undefined : { kind: "files", files: taken, multiple });
  const takeGiven = (index: number) => {
    if (input.current !== null) input.current.value = "";
    onChange(index < 0 ? undefined : { kind: "value", value: multiple ? [given[index]] : given[index] });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take([...(event.dataTransfer?.files ?? [])].slice(0, multiple ? undefined : 1));
  };
  const hover = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <div role="group" class={over ? "drop over" : "drop"} onDragOver={hover} onDragLeave={() => setOver(false)} onDrop={drop}>
      <input
        ref={input}
        id={id}
        {...aria}
        aria-invalid={invalid}
        type="file"
        multiple={multiple}
        accept={accept}
        onChange={(event) => take([...(event.currentTarget.files ?? [])])}
      />
      {microphone && <MicrophoneButton onRecorded={(file) => take([file])} />}
      {given.length > 0 && (
        <select
          aria-label="A file of an earlier call"
          value={given.findIndex((file) => [draftValue(draft)].flat().includes(file))}
          onChange={(event) => takeGiven(Number(event.currentTarget.value))}
        >
          <option value={-1}>or a file of an earlier call</option>
          {given.map((file, index) => (
            <option key={file.url} value={index}>
              {file.name}
            </option>
          ))}
        </select>
      )}
      {files.length === 0 ? (
        <p class="note">{multiple ? "Or drop files here." : "Or drop a file here."}</p>
      ) : (
        <ul class="files" aria-label="Chosen">
          {files.map((file, index) => (
            <li key={`${file.name} ${index}`}>
              <FilePreview file={file} />
              <button
                type="button"
                class="quiet"
                aria-label={`Remove ${file.name}`}
                onClick={() => take(files.filter((other) => other !== file))}
              >
                Remove
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
