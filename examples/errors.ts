// Every failure has a class and a code. App: examples/apps/photo_studio.py
import { AppError, Client, ConnectionLostError, GradioError, QueueFullError, ValidationError } from "@gradio-ts/client";

const client = await Client.connect(process.argv[2] ?? "http://127.0.0.1:7860");
for (const inputs of [{ prompt: "a dragon" }, { prompt: " " }, { promt: "a tower" }, { prompt: "a tower" }]) {
  try {
    await client.predict("/render", inputs, { timeout: 120_000, resubmit: 2 });
    console.log("painted");
  } catch (error) {
    if (error instanceof AppError) console.log(`${error.title}: ${error.message}`);
    else if (error instanceof ValidationError) for (const { parameter, message } of error.issues) console.log(`${parameter}: ${message}`);
    else if (error instanceof QueueFullError || error instanceof ConnectionLostError) console.log("try later");
    else if (error instanceof GradioError) console.log(error.code, error.message);
    else throw error;
  }
}
await client.close();
