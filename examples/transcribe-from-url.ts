// A file the app fetches from a URL itself; Gradio 5 and later refuse private addresses. App: examples/apps/transcribe.py
import { Client, handleFile, UploadError } from "@gradio-ts/client";

await using client = await Client.connect(process.argv[2] ?? "http://127.0.0.1:7860");
const url = process.argv[3] ?? "http://127.0.0.1:8000/cup-of-tea.wav"; // python -m http.server -d examples/recordings
try {
  console.log(await client.predict([handleFile(url)])); // one named endpoint: no need to name it
} catch (error) {
  if (!(error instanceof UploadError)) throw error;
  console.log(error.message);
  const { body } = await fetch(url); // so the caller fetches it, and passes it on as it comes
  if (body !== null) console.log(await client.predict([handleFile(body, { name: "cup-of-tea.wav" })]));
}
