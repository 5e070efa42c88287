// Many inputs, few at a time, in order; one bad row does not stop the others. App: examples/apps/en2fr.py
import { Client } from "@gradio-ts/client";

async function* rows() {
  for (const text of ["Hello", "Gradio", "Thank you", "Good evening"]) yield { text }; // a file or a database, say
}

const client = await Client.connect(process.argv[2] ?? "http://127.0.0.1:7860");
for await (const row of client.map("/predict", rows(), { concurrency: 2, resubmit: 3 })) {
  if (row.status === "fulfilled") console.log(row.index, row.input.text, "→", row.output);
  else console.log(`row ${row.index}: ${row.error.message}`);
}
await client.close();
