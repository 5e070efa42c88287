import { wavOf } from "./wav-of.js";

/** A recording that goes on until it is ended. */
export interface Recording {
  readonly ended: Promise<File>;
  readonly end: () => void;
}

/** Starts to record the microphone, as WAV. @throws DOMException where the browser or its user does not allow it. */
export async function recordVoice(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream);
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const stopped = new Promise((resolve) => {
    recorder.onstop = resolve;
  });
  recorder.start();
  const ended = stopped.then(async () => {
    for (const track of stream.getTracks()) track.stop();
    const context = new AudioContext();
    const sound = await context.decodeAudioData(await new Blob(parts).arrayBuffer());
    await context.close();
    return new File([wavOf(sound.getChannelData(0), sound.sampleRate)], "recording.wav", { type: "audio/wav" });
  });
  return { ended, end: () => recorder.stop() };
}
