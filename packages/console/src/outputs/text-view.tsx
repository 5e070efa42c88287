import type { JSX } from "preact";
import { useState } from "preact/hooks";

/** Longer texts are cut, as browsers take long to lay them out. */
const SHOWN = 50_000;

/** A text, as it is: its end where it is very long, as that is what grows. */
export function TextView({ text }: { readonly text: string }): JSX.Element {
  const [whole, setWhole] = useState(false);
  if (whole || text.length <= SHOWN) return <span class="text">{text}</span>;
  return (
    <>
      <button type="button" class="quiet" onClick={() => setWhole(true)}>
        Show all {text.length.toLocaleString()} characters
      </button>
      <span class="text">… {text.slice(-SHOWN)}</span>
    </>
  );
}
