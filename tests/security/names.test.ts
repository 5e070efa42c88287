import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Client, downloadFiles, type OutputFile } from "@gradio-ts/client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { completed, ScriptedServer } from "../together/scripted-server.js";

const HOSTILE = [
  "../../evil",
  "..\\..\\evil",
  "/etc/cron.d/evil",
  "C:\\Windows\\evil.dll",
  "\\\\server\\share\\evil",
  "file:///etc/passwd",
  "..",
  ".",
  "",
  "/",
  ".bashrc",
  "..npmrc",
  "a/.git/config",
  "evil\0.txt",
  "evil\r\n.txt",
  "evil\u001b[2J.txt",
  "CON",
  "nul.txt",
  "COM¹.log",
  "a:stream",
  "photo\u202egpj.exe",
  "..\u2215..\u2215evil",
  "．．／evil",
  "%2e%2e%2fevil",
  "x".repeat(100_000),
  `${" ".repeat(1_000_000)}x`,
  "__proto__",
];

describe("the name a server gives a file", () => {
  let sandbox = "";
  beforeEach(async () => {
    sandbox = await mkdtemp(join(tmpdir(), "gradio-ts-"));
    await mkdir(join(sandbox, "in"));
  });
  afterEach(() => rm(sandbox, { recursive: true }));

  async function outputs(): Promise<OutputFile[]> {
    const server = new ScriptedServer();
    server.on("gradio_api/file=*", () => new Response("bytes"));
    const client = await Client.connect("http://app.test", { fetch: server.fetch });
    const asked = client.predict("/echo", ["x"]);
    const meta = { _type: "gradio.FileData" };
    const named = HOSTILE.map((orig_name) => ({ path: "/tmp/x", orig_name, meta }));
    const unnamed = HOSTILE.map((path) => ({ path, meta }));
    (await server.stream()).send(completed("e1", [...named, ...unnamed]));
    const files = (await asked) as OutputFile[];
    await client.close();
    return files;
  }

  /** What is on the disk: one folder, and in it plain files that anybody can see. */
  async function expectPlain(paths: readonly string[]): Promise<void> {
    expect(await readdir(sandbox)).toEqual(["in"]);
    const names = await readdir(join(sandbox, "in"));
    expect(new Set(paths.map((path) => basename(path)))).toEqual(new Set(names));
    for (const name of names) {
      expect(name).toMatch(/^[^.]/);
      expect(name).not.toMatch(/[/\\:*?"<>|\p{Cc}\p{Bidi_Control}]/u);
      expect(name).not.toMatch(/^(con|nul|com[\d¹])(\.|$)/i);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
    }
  }

  it("leads nowhere but into the folder that save() was given, and to no hidden file", async () => {
    const paths: string[] = [];
    for (const file of await outputs()) if (!/^file:/.test(file.url)) paths.push(await file.save(join(sandbox, "in")));
    expect(paths).toHaveLength(2 * HOSTILE.length);
    await expectPlain(paths);
  });

  it("leads nowhere but into the folder that downloadFiles() was given", async () => {
    await expectPlain((await downloadFiles(await outputs(), join(sandbox, "in"))) as unknown as string[]);
  });
});
