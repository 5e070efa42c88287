import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { recordVoice } from "./record-voice.js";

/** Records until it is pressed again. Only where the browser lets a page hear: over https, or on this machine. */
export function MicrophoneButton({ onRecorded }: { readonly onRecorded: (file: File) => void }): JSX.Element | null {
  const stop = useRef<(() => void) | undefined>(undefined);
  const [recording, setRecording] = useState(false);
  const [refusal, setRefusal] = useState("");
  if (!("mediaDevices" in navigator)) return null;
  const record = async () => {
    const { ended, end } = await recordVoice();
    stop.current = end;
    setRecording(true);
    onRecorded(await ended);
  };
  const press = () => {
    setRefusal("");
    if (recording) return stop.current?.();
    record()
      .catch((error: unknown) => setRefusal(`The microphone cannot be used: ${(error as Error).message}`))
      .finally(() => setRecording(false));
  };
  return (
    <>
      <button type="button" aria-pressed={recording} onClick={press}>
        {recording ? "Stop recording" : "Record from the microphone"}
      </button>
      {refusal !== "" && <span role="alert">{refusal}</span>}
    </>
  );
}
