import type { JSX } from "preact";
import { useState } from "preact/hooks";

/** Members of one object or list that are shown at first. */
const SHOWN = 100;

/** A tree to open; a branch is made when it is opened. */
export function JsonView({
  value,
  name,
  open = true,
}: {
  readonly value: unknown;
  readonly name?: string;
  readonly open?: boolean;
}): JSX.Element {
  const [opened, setOpened] = useState(open);
  const [shown, setShown] = useState(SHOWN);
  const label = name === undefined ? "" : `${name}: `;
  if (typeof value !== "object" || value === null) {
    return (
      <div class="leaf">
        {label}
        <code>{JSON.stringify(value)}</code>
      </div>
    );
  }
  const members = Object.entries(value);
  const brackets = Array.isArray(value) ? `[${members.length}]` : `{${members.length}}`;
  return (
    <details class="branch" open={opened} onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>
        {label}
        {brackets}
      </summary>
      {opened &&
        members.slice(0, shown).map(([key, member]) => <JsonView key={key} name={key} value={member} open={members.length < 10} />)}
      {opened && members.length > shown && (
        <button type="button" class="quiet" onClick={() => setShown(shown + SHOWN)}>
          {members.length - shown} more
        </button>
      )}
    </details>
  );
}
