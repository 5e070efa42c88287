/** Does one {@link Transfer}, given as an argument, in a process of its own, and prints the {@link TransferCost}. */
import { createWriteStream, openAsBlob } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { collectGarbage, peak, resetPeak } from "./peak.js";
import type { Transfer, TransferCost } from "./transfer.js";

/** The calls of `server/files.py`. */
interface Mover {
  upload(path: string): Promise<unknown>;
  download(path: string): Promise<unknown>;
  many(files: readonly Uint8Array[]): Promise<unknown>;
}

/** Small files, of 10 kB. */
const MANY = 200;

const transfer = JSON.parse(process.argv[2] ?? "") as Transfer;
const mover = await load(transfer);
const small = Array.from({ length: MANY }, (_, index) => new Uint8Array(10_000).fill(index));
// What is loaded with the first file belongs to nobody's peak.
await mover.many(small.slice(0, 1));
collectGarbage();
const idle = resetPeak();
const before = process.cpuUsage();
const start = performance.now();
await run();
const { user, system } = process.cpuUsage(before);
const cost: TransferCost = { cpu: (user + system) / 1000, wall: performance.now() - start, memory: peak() - idle };
console.log(JSON.stringify(cost));
// One of the subjects would linger.
process.exit();

async function run(): Promise<void> {
  const { action, path } = transfer;
  if (action === "upload") await mover.upload(path);
  else if (action === "download") await mover.download(path);
  else if ((await mover.many(small)) !== MANY * 10_000) throw new Error("Not all files arrived");
}

/** Only what is measured is loaded. */
async function load({ subject, url }: Transfer): Promise<Mover> {
  switch (subject) {
    case "floor":
      return byHand(url);
    case "ours": {
      const { Client, handleFile } = await import("@gradio-ts/client");
      const client = await Client.connect(url);
      return {
        upload: (path) => client.predict("/take", [handleFile(path)]),
        download: async (path) => ((await client.predict("/give", [""])) as { save(path: string): Promise<string> }).save(path),
        many: (files) => client.predict("/take_many", [files]),
      };
    }
    case "@gradio/client": {
      const { Client, handle_file: handle } = await import("@gradio/client");
      const client = await Client.connect(url);
      const call = async (endpoint: string, input: unknown) => ((await client.predict(endpoint, [input])).data as readonly unknown[])[0];
      return {
        upload: (path) => call("/take", handle(path)),
        download: () => Promise.reject(new Error("It saves no files")),
        many: (files) =>
          call(
            "/take_many",
            files.map((file) => handle(new Blob([file as Uint8Array<ArrayBuffer>]))),
          ),
      };
    }
  }
}

function byHand(url: string): Mover {
  const route = (path: string) => new URL(`gradio_api/${path}`, url);
  const upload = async (files: readonly Blob[]) => {
    const body = new FormData();
    for (const [index, file] of files.entries()) body.append("files", file, `${index}.bin`);
    // Node keeps nothing of the body then.
    const init = { method: "POST", body, redirect: "error", window: null } as const;
    const paths = (await (await fetch(route("upload"), init)).json()) as readonly string[];
    return paths.map((path) => ({ path, meta: { _type: "gradio.FileData" } }));
  };
  const call = async (name: string, input: unknown) => {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(route(`run/${name}`), { method: "POST", headers, body: JSON.stringify({ data: [input] }) });
    return ((await answer.json()) as { readonly data: readonly unknown[] }).data[0];
  };
  return {
    upload: async (path) => call("take", (await upload([await openAsBlob(path)]))[0]),
    async download(path) {
      const file = (await call("give", "")) as { readonly path: string };
      const { body } = await fetch(route(`file=${file.path}`));
      await pipeline(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]), createWriteStream(path));
    },
    many: async (files) => call("take_many", await upload(files.map((file) => new Blob([file as Uint8Array<ArrayBuffer>])))),
  };
}
