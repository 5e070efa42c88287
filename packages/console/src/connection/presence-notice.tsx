import type { JSX } from "preact";
import type { Presence } from "./use-presence.js";

/** Says that the app is gone, or is another than the page shows. */
export function PresenceNotice({ presence, onReload }: { readonly presence: Presence; readonly onReload: () => void }): JSX.Element {
  return (
    <div role="status" class={presence === "here" ? "" : "notice"}>
      {presence === "lost" && <p>The app cannot be reached. The page goes on as soon as it can; calls that were running may be lost.</p>}
      {presence === "restarted" && (
        <p>
          The app has been started again and may have changed.{" "}
          <button type="button" onClick={onReload}>
            Read its API again
          </button>
        </p>
      )}
    </div>
  );
}
