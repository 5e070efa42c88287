import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { type Listed, searchEndpoints } from "../api/list-endpoints.js";

/** From how many on a search is of use. */
const MANY = 8;

/** All endpoints, to choose one. */
export function EndpointList(props: {
  readonly endpoints: readonly Listed[];
  readonly chosen: Listed;
  readonly onChoose: (key: string) => void;
}): JSX.Element {
  const { endpoints, chosen, onChoose } = props;
  const [words, setWords] = useState("");
  const found = searchEndpoints(endpoints, words);
  return (
    <nav aria-label="Endpoints" class="endpoints">
      {endpoints.length >= MANY && (
        <input
          type="search"
          aria-label="Search endpoints"
          placeholder={`Search ${endpoints.length} endpoints`}
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
      )}
      <ul>
        {found.map(({ key }) => (
          <li key={key}>
            <button type="button" aria-current={key === chosen.key ? "true" : undefined} onClick={() => onChoose(key)}>
              {key}
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p role="status">None has these words.</p>}
    </nav>
  );
}
