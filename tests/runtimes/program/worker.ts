// For workerd: the place comes as a request's body, the findings go as the answer's, line by line.
import { type Place, runChecks } from "./checks.js";

export default {
  async fetch(request: Request): Promise<Response> {
    const place = (await request.json()) as Place;
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const encoder = new TextEncoder();
    const tell = (line: object) => void writer.write(encoder.encode(`${JSON.stringify(line)}\n`));
    void runChecks(place, tell)
      .catch((error: unknown) => tell({ check: "runs", error: String(error) }))
      .finally(() => writer.close());
    return new Response(readable);
  },
};
