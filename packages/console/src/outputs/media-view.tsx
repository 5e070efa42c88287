import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Media } from "./view-of.js";

/** A picture, or a player; says so where it cannot be shown. */
export function MediaView(props: { readonly url: string; readonly name: string; readonly media: Media }): JSX.Element | null {
  const { url, name, media } = props;
  const [failed, setFailed] = useState("");
  if (media === "other") return null;
  if (failed === url) return <em>It cannot be shown here. </em>;
  const onError = () => setFailed(url);
  if (media === "image") return <img src={url} alt={name} onError={onError} />;
  if (media === "audio") return <audio controls preload="metadata" src={url} aria-label={name} onError={onError} />;
  return <video controls preload="metadata" src={url} aria-label={name} onError={onError} />;
}
