// Bundled for the measurement with all packages left outside: this is the built package, by its own exports.
import { Client } from "@gradio-ts/client";
import type { Subject } from "./subject.js";

export const ours: Subject = {
  async connect(url) {
    const client = await Client.connect(url);
    return {
      queued: (text) => client.predict("/queued", [text]),
      direct: (text) => client.predict("/direct", [text]),
      close: () => client.close(),
    };
  },
};
