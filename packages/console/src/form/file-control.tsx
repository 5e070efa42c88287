import { handleFile } from "@gradio-ts/client";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { MicrophoneButton } from "./microphone-button.js";
import type { ControlProps } from "./parameter-control.js";

/** Files, chosen or dropped, or spoken. They are uploaded with the call. */
export function FileControl(
  props: ControlProps & { readonly multiple: boolean; readonly accept: string; readonly microphone: boolean },
): JSX.Element {
  const { id, onChange, multiple, accept, microphone } = props;
  const [files, setFiles] = useState<readonly File[]>([]);
  const take = (taken: readonly File[]) => {
    setFiles(taken);
    const handled = taken.map((file) => handleFile(file));
    onChange(taken.length === 0 ? undefined : { kind: "value", value: multiple ? handled : handled[0] });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    take([...(event.dataTransfer?.files ?? [])].slice(0, multiple ? undefined : 1));
  };
  return (
    <div class="drop" role="group" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <input id={id} type="file" multiple={multiple} accept={accept} onChange={(event) => take([...(event.currentTarget.files ?? [])])} />
      {microphone && <MicrophoneButton onRecorded={(file) => take([file])} />}
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
