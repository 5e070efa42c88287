// Bundled for the measurement with all packages left outside: this is the built package, by its own exports.
import { Client } from "@gradio-ts/client";
import { eachAtOnce } from "./each-at-once.js";
import type { Subject } from "./subject.js";

export const ours: Subject = {
  async connect(url) {
    const client = await Client.connect(url);
    return {
      queued: (text) => client.predict("/queued", [text]),
      many: (texts, hear) => eachAtOnce(texts, hear, (text) => client.predict("/queued", [text])),
      direct: (text) => client.predict("/direct", [text]),
      async stream(endpoint, size, see) {
        for await (const value of client.submit(`/${endpoint}`, [String(size)])) see(value);
      },
      async keep(endpoint, size, see) {
        const job = client.submit(`/${endpoint}`, [String(size)]);
        for await (const value of job) see(value);
        return job.outputs();
      },
      result: (endpoint, size) => client.predict(`/${endpoint}`, [String(size)]),
      close: () => client.close(),
    };
  },
};
