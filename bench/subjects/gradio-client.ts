import { Client } from "@gradio/client";
import type { Subject } from "./subject.js";

/** The part of it that is used: its own types are `any` under this module resolution. */
interface GradioClient {
  predict(endpoint: string, data: readonly unknown[]): Promise<{ readonly data: readonly unknown[] }>;
  close(): void;
}

export const gradioClient: Subject = {
  async connect(url) {
    const client = (await Client.connect(url)) as unknown as GradioClient;
    return {
      queued: async (text) => (await client.predict("/queued", [text])).data[0],
      direct: async (text) => (await client.predict("/direct", [text])).data[0],
      close: async () => client.close(),
    };
  },
};
