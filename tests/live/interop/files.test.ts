import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "@gradio/client";
import { file, files, handleFile, image, Server, type ServerOptions, text } from "@gradio-ts/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prepareEnvironment } from "../environment/prepare-environment.js";
import { runCommand } from "../environment/run-command.js";

const folder = mkdtempSync(join(tmpdir(), "interop-files-"));
const NAME = "ü # 100% & co.txt";

function createApp(options: ServerOptions = {}) {
  return new Server({ maxFileSize: 1_000_000, ...options })
    .api("/same", { inputs: { f: file() }, output: file() })
    .handle(({ f }) => f)
    .api("/look", { inputs: { f: file({ default: null }) }, output: text() })
    .handle(async ({ f }, { username }) => (f === null ? "none" : `${username} ${f.name} ${f.size} ${await f.text()}`))
    .api("/split", { inputs: { all: files() }, output: files() })
    .handle(({ all }) => all.map((one, index) => (index === 0 ? one : handleFile(one.stream(), { name: `again ${index}.txt` }))))
    .api("/picture", { inputs: { i: image() }, output: image() })
    .handle(async function* ({ i }) {
      yield i;
      yield new File(["second"], "second.png");
    });
}

const open = createApp();
const locked = createApp({ auth: [["ann", "pw"]], authMessage: "Ask Ann." });
let urls = { open: "", locked: "" };
beforeAll(async () => {
  urls = { open: (await open.listen({ port: 0 })).url, locked: (await locked.listen({ port: 0 })).url };
  writeFileSync(join(folder, NAME), "hello");
  writeFileSync(join(folder, "b.txt"), "world");
  writeFileSync(join(folder, "p.png"), "png");
  writeFileSync(join(folder, "large.bin"), new Uint8Array(1_000_001));
});
afterAll(async () => {
  await Promise.all([open.close({ drain: 0 }), locked.close({ drain: 0 })]);
  rmSync(folder, { recursive: true });
});

describe("S132, S160, S164, S169, S170: Python's gradio_client sends and gets files", () => {
  /** What python_files.py prints. */
  let results: Record<string, never> & Record<"open" | "locked", Record<string, unknown>>;
  beforeAll(async () => {
    const script = fileURLToPath(new URL("python_files.py", import.meta.url));
    const env = { ...process.env, NO_PROXY: "127.0.0.1,localhost", no_proxy: "127.0.0.1,localhost", HF_HUB_DISABLE_TELEMETRY: "1" };
    const printed = await runCommand(await prepareEnvironment("tools"), [script, urls.open, urls.locked, folder], { env });
    results = JSON.parse(printed.trimEnd().split("\n").at(-1) ?? "");
  });

  it.each(["open", "locked"] as const)("of an app that is %s", (app) => {
    expect(results[app]).toMatchObject({
      same: [NAME, "hello"],
      look: `${app === "open" ? null : "ann"} ${NAME} 5 hello`,
      none: "none",
      split: [
        [NAME, "hello"],
        ["again 1.txt", "world"],
      ],
      pictures: ["png", "second"],
    });
    expect(results[app]["large"]).toMatch(/maximum/i);
    expect(results[app]["private"]).toContain("failed validation");
  });

  it("not without the right login", () => {
    expect(results["refused"]).toEqual([expect.any(String), expect.any(String)]);
  });
});

describe("S132, S160, S170: npm's @gradio/client sends and gets files", () => {
  interface NpmClient {
    predict(endpoint: string, data: unknown[]): Promise<{ readonly data: readonly { readonly url: string; readonly path: string }[] }>;
    close(): void;
  }
  const blob = (name: string) => new File([readFileSync(join(folder, name))], name);
  const connect = (url: string, options = {}) => Client.connect(url, options) as Promise<NpmClient>;

  it("of an app that is open", async () => {
    const client = await connect(urls.open);
    const [given] = (await client.predict("/same", [blob(NAME)])).data;
    expect(await (await fetch(given?.url ?? "")).text()).toBe("hello");
    const [several] = (await client.predict("/split", [[blob(NAME), blob("b.txt")]])).data as unknown as [{ url: string }[]];
    expect(await Promise.all(several.map(async ({ url }) => (await fetch(url)).text()))).toEqual(["hello", "world"]);
    client.close();
  });

  it("of an app that is locked", async () => {
    const client = await connect(urls.locked, { auth: ["ann", "pw"] });
    expect((await client.predict("/look", [blob("b.txt")])).data).toEqual(["ann b.txt 5 world"]);
    await expect(connect(urls.locked, { auth: ["ann", "no"] })).rejects.toThrow();
    await expect(connect(urls.locked)).rejects.toThrow();
    client.close();
  });
});
