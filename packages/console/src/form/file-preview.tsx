import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

/** Browsers read a picture as a whole before they show it. */
const LARGEST_PREVIEW = 50_000_000;

/** A file that was chosen: how it looks or sounds, unless it is so large that looking would make the page slow. */
export function FilePreview({ file }: { readonly file: File }): JSX.Element {
  const [url, setUrl] = useState("");
  const kind = /^(image|audio|video)\//.exec(file.type)?.[1];
  const shown = kind !== undefined && file.size <= LARGEST_PREVIEW;
  useEffect(() => {
    if (!shown) return;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file, shown]);
  return (
    <>
      {shown && url !== "" && <Media kind={kind} url={url} name={file.name} />}
      <span>
        {file.name} <small>{file.size.toLocaleString("en")} bytes</small>
        {kind !== undefined && !shown && <small>, too large to preview</small>}
      </span>{" "}
    </>
  );
}

function Media({ kind, url, name }: { readonly kind: string; readonly url: string; readonly name: string }): JSX.Element {
  if (kind === "image") return <img class="preview" src={url} alt={name} />;
  if (kind === "audio") return <audio controls src={url} aria-label={name} />;
  return <video class="preview" controls src={url} aria-label={name} />;
}
