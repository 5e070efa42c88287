import type { JSX } from "preact";
import { FileView } from "./file-view.js";
import { JsonView } from "./json-view.js";
import { TableView } from "./table-view.js";
import { TextView } from "./text-view.js";
import { type ChatLine, viewOf } from "./view-of.js";

/** One value. Whatever it holds is shown as text or opened as media, never as markup of this page. */
export function ValueView({ value, component }: { readonly value: unknown; readonly component: string }): JSX.Element {
  const view = viewOf(value, component);
  switch (view.kind) {
    case "nothing":
      return <em>nothing</em>;
    case "text":
      return <TextView text={view.text} />;
    case "file":
      return <FileView file={view.file} media={view.media} />;
    case "gallery":
      return (
        <ul class="gallery">
          {view.items.map(({ file, media, caption }) => (
            <li key={file.url}>
              <FileView file={file} media={media} /> {caption}
            </li>
          ))}
        </ul>
      );
    case "table":
      return <TableView headers={view.headers} rows={view.rows} />;
    case "label":
      return (
        <>
          <strong>{view.label}</strong>
          <ul class="confidences">
            {view.confidences.map(({ label, confidence }) => (
              <li key={label}>
                <label>
                  {label} {(confidence * 100).toFixed(1)} % <meter value={confidence} />
                </label>
              </li>
            ))}
          </ul>
        </>
      );
    case "picture":
      return <img src={view.url} alt="Plot" />;
    case "chat":
      return (
        <ol class="chat">
          {view.lines.map((line, index) => (
            <Line key={index} line={line} />
          ))}
        </ol>
      );
    case "json":
      return <JsonView value={view.value} />;
  }
}

function Line({ line: { role, parts } }: { readonly line: ChatLine }): JSX.Element {
  return (
    <li class={role === "user" ? "user" : "other"}>
      <strong>{role}</strong>{" "}
      {parts.map((part, index) =>
        typeof part === "string" ? <TextView key={index} text={part} /> : <ValueView key={index} value={part} component="" />,
      )}
    </li>
  );
}
