import type { JSX } from "preact";
import { useState } from "preact/hooks";

const SHOWN = 100;

/** Rows and columns. */
export function TableView(props: { readonly headers: readonly string[]; readonly rows: readonly (readonly unknown[])[] }): JSX.Element {
  const { headers, rows } = props;
  const [shown, setShown] = useState(SHOWN);
  return (
    <div class="scrolled" role="region" aria-label="Table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {headers.map((header, index) => (
              <th key={index} scope="col">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map((row, number) => (
            <tr key={number}>
              {row.map((cell, index) => (
                <td key={index}>{typeof cell === "object" && cell !== null ? JSON.stringify(cell) : String(cell ?? "")}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shown && (
        <button type="button" class="quiet" onClick={() => setShown(shown + SHOWN)}>
          {rows.length - shown} more rows
        </button>
      )}
    </div>
  );
}
