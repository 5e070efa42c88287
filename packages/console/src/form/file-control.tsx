import { handleFile } from "@gradio-ts/client";
import type { JSX } from "preact";
import { useContext, useEffect, useRef, useState } from "preact/hooks";
import { draftValue } from "./draft-value.js";
import { GivenFiles } from "./given-files.js";
import { MicrophoneButton } from "./microphone-button.js";
import type { ControlProps } from "./parameter-control.js";

/** Files, chosen or dropped, or spoken: they are uploaded with the call. Or one that an earlier call gave. */
export function FileControl(
  props: ControlProps & { readonly multiple: boolean; readonly accept: string; readonly microphone: boolean },
): JSX.Element {
  const { id, draft, onChange, multiple, accept, microphone } = props;
  const given = useContext(GivenFiles);
  const input = useRef<HTMLInputElement>(null);
  const [files, setFiles] = useState<readonly File[]>([]);
  const take = (taken: readonly File[]) => {
    setFiles(taken);
    const handled = taken.map((file) => handleFile(file));
    onChange(taken.length === 0 ? undefined : { kind: "value", value: multiple ? handled : handled[0] });
  };
  const takeGiven = (index: number) => {
    take([]);
    if (input.current !== null) input.current.value = "";
    if (index >= 0) onChange({ kind: "value", value: multiple ? [given[index]] : given[index] });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    take([...(event.dataTransfer?.files ?? [])].slice(0, multiple ? undefined : 1));
  };
  return (
    <div class="drop" role="group" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <input
        ref={input}
        id={id}
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
      {files.length > 0 && (
        <ul class="files">
          {files.map((file) => (
            <FilePreview key={file.name} file={file} />
          ))}
        </ul>
      )}
    </div>
  );
}

function FilePreview({ file }: { readonly file: File }): JSX.Element {
  const [url, setUrl] = useState("");
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return (
    <li>
      {url !== "" && <Media url={url} file={file} />} {file.name}
    </li>
  );
}

function Media({ url, file: { type, name } }: { readonly url: string; readonly file: File }): JSX.Element | null {
  if (type.startsWith("image/")) return <img class="preview" src={url} alt={name} />;
  if (type.startsWith("audio/")) return <audio controls src={url} />;
  if (type.startsWith("video/")) return <video class="preview" controls src={url} />;
  return null;
}
