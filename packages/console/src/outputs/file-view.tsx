import type { OutputFile } from "@gradio-ts/client";
import type { JSX } from "preact";
import { MediaView } from "./media-view.js";
import { useFileUrl } from "./use-file-url.js";
import type { Media } from "./view-of.js";

/** Browsers read a picture as a whole before they show it; sound and film they read as they play. */
const LARGEST_PICTURE = 50_000_000;

/** A file: to see or hear where that is safe and quick, and to save. */
export function FileView({ file, media }: { readonly file: OutputFile; readonly media: Media }): JSX.Element {
  const url = useFileUrl(file);
  const tooLarge = media === "image" && (file.size ?? 0) > LARGEST_PICTURE;
  return (
    <span class="file">
      {url === undefined ? <em>Still being made …</em> : !tooLarge && <MediaView url={url} name={file.name} media={media} />}
      <a href={url ?? file.url} download={file.name}>
        {file.name}
      </a>{" "}
      {file.size !== null && <small>{file.size.toLocaleString("en")} bytes</small>}
      {tooLarge && <small>, too large to show here</small>}
    </span>
  );
}
