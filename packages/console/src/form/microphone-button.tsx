import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";

/** Records until it is pressed again. Only where the browser lets a page hear: over https, or on this machine. */
export function MicrophoneButton({ onRecorded }: { readonly onRecorded: (file: File) => void }): JSX.Element | null {
  const recorder = useRef<MediaRecorder | undefined>(undefined);
  const [state, setState] = useState<"idle" | "recording">("idle");
  const [refusal, setRefusal] = useState("");
  if (!("mediaDevices" in navigator)) return null;
  const start = async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const made = new MediaRecorder(stream);
    const parts: Blob[] = [];
    made.ondataavailable = ({ data }) => parts.push(data);
    made.onstop = () => {
      for (const track of stream.getTracks()) track.stop();
      const type = made.mimeType.split(";")[0] ?? "";
      onRecorded(new File(parts, `recording.${type.split("/")[1] ?? "webm"}`, { type }));
      setState("idle");
    };
    recorder.current = made;
    made.start();
    setState("recording");
  };
  const press = () => {
    setRefusal("");
    if (state === "recording") recorder.current?.stop();
    else start().catch((error: unknown) => setRefusal(error instanceof Error ? error.message : "The microphone cannot be used."));
  };
  return (
    <>
      <button type="button" aria-pressed={state === "recording"} onClick={press}>
        {state === "recording" ? "Stop recording" : "Record"}
      </button>
      {refusal !== "" && <span role="alert">{refusal}</span>}
    </>
  );
}
