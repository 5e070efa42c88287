import { Client } from "@gradio/client";
import { eachAtOnce } from "./each-at-once.js";
import type { Connected, Subject } from "./subject.js";

/** The part of it that is used: its own types are `any` under this module resolution. */
interface GradioClient {
  predict(endpoint: string, data: readonly unknown[]): Promise<{ readonly data: readonly unknown[] }>;
  submit(endpoint: string, data: readonly unknown[]): AsyncIterable<{ readonly type: string; readonly data: readonly unknown[] }>;
  close(): void;
}

export const gradioClient: Subject = {
  async connect(url) {
    const client = (await Client.connect(url)) as unknown as GradioClient;
    const stream: Connected["stream"] = async (endpoint, size, see) => {
      for await (const { type, data } of client.submit(`/${endpoint}`, [String(size)])) if (type === "data") see(data[0]);
    };
    const queued = async (text: string) => (await client.predict("/queued", [text])).data[0];
    return {
      queued,
      many: (texts, hear) => eachAtOnce(texts, hear, queued),
      direct: async (text) => (await client.predict("/direct", [text])).data[0],
      stream,
      // It keeps no record of what it gave.
      async keep(endpoint, size, see) {
        const values: unknown[] = [];
        await stream(endpoint, size, (value) => {
          see(value);
          values.push(value);
        });
        return values;
      },
      result: async (endpoint, size) => (await client.predict(`/${endpoint}`, [String(size)])).data[0],
      close: async () => client.close(),
    };
  },
};
