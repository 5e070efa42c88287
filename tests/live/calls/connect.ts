import { Client, type ClientOptions } from "@gradio-ts/client";
import { onTestFinished } from "vitest";

/** A client that is closed when the test has ended. */
export async function connect(url: string, options?: ClientOptions): Promise<Client> {
  const client = await Client.connect(url, options);
  onTestFinished(() => client.close());
  return client;
}
