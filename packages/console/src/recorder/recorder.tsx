import { type ApiInfo, codeProgram } from "@gradio-ts/client";
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Runs } from "../run/runs.js";
import { useRuns } from "../run/use-runs.js";
import { CodeView } from "../snippets/code-view.js";
import { type Recording, startRecording, stopRecording, withRuns } from "./recording.js";

/** Turns the calls of this page into a program. */
export function Recorder({ info, runs }: { readonly info: ApiInfo; readonly runs: Runs }): JSX.Element {
  const all = useRuns(runs);
  const [recording, setRecording] = useState<Recording>();
  useEffect(() => setRecording((before) => before && withRuns(before, all)), [all]);
  const isOn = recording !== undefined && recording.to === undefined;
  const toggle = () => setRecording(isOn ? stopRecording(recording, runs.all) : startRecording(runs.all));
  const calls = useMemo(() => [...(recording?.calls.values() ?? [])], [recording?.calls]);
  // Not anew for each picture of a call that runs.
  const code = useMemo(() => <CodeView write={(language) => codeProgram(info, calls, { language })} />, [info, calls]);
  return (
    <section aria-label="Recorder">
      <h3>Recorder</h3>
      <p class="buttons">
        <button type="button" onClick={toggle}>
          {isOn ? "Stop recording" : "Record calls"}
        </button>
        <span role="status">
          {recording && `${isOn ? "Recording" : "Recorded"}: ${calls.length} ${calls.length === 1 ? "call" : "calls"}`}
        </span>
      </p>
      {calls.length > 0 && (
        <>
          <ol>
            {calls.map(({ endpoint }, index) => (
              <li key={index}>
                <code>{endpoint}</code>
              </li>
            ))}
          </ol>
          {code}
        </>
      )}
    </section>
  );
}
