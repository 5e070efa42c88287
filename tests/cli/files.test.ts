import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeApp } from "./app.js";
import { runCommand } from "./run-command.js";

interface FileObject {
  readonly path: string;
  readonly url: string;
  readonly orig_name: string;
}

const app = makeApp();
let url = "";
let folder = "";
beforeAll(async () => {
  ({ url } = await app.listen({ port: 0 }));
  folder = await mkdtemp(join(tmpdir(), "gradio-ts-files-"));
  await writeFile(join(folder, "poem.txt"), "roses");
  await writeFile(join(folder, "song.txt"), "violets");
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await app.close({ drain: 0 });
});

/** A command in the folder that must succeed: what it printed. */
async function printed(words: readonly string[], stdin?: string): Promise<string> {
  const { code, stdout, stderr } = await runCommand(words, { cwd: folder, stdin });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

const payload = (path: string) => ({ path, meta: { _type: "gradio.FileData" } });

describe.concurrent("Files", () => {
  it("go in by path, with @, from stdin, and as the file objects of Python's `gradio predict`", async () => {
    expect(await printed(["predict", url, "/join", "files=poem.txt", "files=@song.txt", "-r"])).toBe(
      "poem.txt: roses\nsong.txt: violets\n",
    );
    expect(await printed(["predict", url, "/join", JSON.stringify({ files: [payload("poem.txt")] }), "-r"])).toBe("poem.txt: roses\n");
    expect(await printed(["predict", url, "/join", "files=-", "-r"], "bytes")).toBe("stdin: bytes\n");
  });

  it("come out as objects with a url, or as paths where they are saved", async () => {
    const object = JSON.parse(await printed(["predict", url, "/shout", "file=poem.txt"])) as FileObject;
    expect(object).toMatchObject({ orig_name: "poem.txt", meta: { _type: "gradio.FileData" } });
    expect(await (await fetch(object.url)).text()).toBe("ROSES");
    const path = JSON.parse(await printed(["predict", url, "/shout", "file=poem.txt", "--download", "saved/deep"])) as string;
    expect(path).toBe(join(folder, "saved/deep/poem.txt"));
    expect(await readFile(path, "utf8")).toBe("ROSES");
  });

  it("are uploaded once, and used in calls", async () => {
    const objects = (await printed(["upload", url, "poem.txt", "song.txt"])).trimEnd().split("\n");
    expect(objects).toHaveLength(2);
    const [poem = "", song = ""] = objects;
    expect(await printed(["predict", url, "/join", `files=[${poem},${song}]`, "-r"])).toBe("poem.txt: roses\nsong.txt: violets\n");
    expect(JSON.parse(await printed(["predict", url, "/shout", `{"file": ${poem}}`]))).toMatchObject({ orig_name: "poem.txt" });
  });

  it("are downloaded from a pipe, each once, without overwriting any", async () => {
    const output = await printed(["predict", url, "/shout", "file=poem.txt"]);
    const other = await printed(["predict", url, "/shout", "file=song.txt"]);
    const lines = `${JSON.stringify({ any: ["depth", JSON.parse(output)] })}\n${output}\n${other}`;
    await mkdir(join(folder, "piped"));
    await writeFile(join(folder, "piped/poem.txt"), "mine");
    expect(await printed(["download", url, "-o", "piped"], lines)).toBe("piped/poem-1.txt\npiped/song.txt\n");
    expect(await readFile(join(folder, "piped/poem.txt"), "utf8")).toBe("mine");
    expect(await printed(["download", url, "-o", "piped", "--force"], lines)).toBe("piped/poem.txt\npiped/song.txt\n");
    expect(await readFile(join(folder, "piped/poem.txt"), "utf8")).toBe("ROSES");
    expect((await readdir(join(folder, "piped"))).sort()).toEqual(["poem-1.txt", "poem.txt", "song.txt"]);
  });

  it("are downloaded by URL, by path at the server, as objects", async () => {
    const object = JSON.parse(await printed(["predict", url, "/shout", "file=song.txt"])) as FileObject;
    for (const [index, word] of [object.url, object.path, JSON.stringify(object)].entries()) {
      const [path = ""] = (await printed(["download", url, word, "-o", `named-${index}`])).split("\n");
      expect(await readFile(join(folder, path), "utf8")).toBe("VIOLETS");
    }
    expect(await runCommand(["download", url, "{}"])).toMatchObject({ code: 2, stdout: "" });
    expect(await runCommand(["download", url, "-"], { stdin: '{"a":\n' })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("Line 1 of standard input is no JSON"),
    });
  });
});

describe.concurrent("gradio-ts duplicate", () => {
  const HUB = new URL("hugging-face.ts", import.meta.url).pathname;

  async function duplicated(words: readonly string[], journal: string, env: Readonly<Record<string, string>> = {}) {
    const HUB_JOURNAL = join(folder, journal);
    const ended = await runCommand(["duplicate", ...words], {
      env: { NODE_OPTIONS: `--import tsx --import ${HUB}`, SPACE_APP: url, HUB_JOURNAL, ...env },
    });
    return { ...ended, ...(JSON.parse(await readFile(HUB_JOURNAL, "utf8")) as { asked: string[]; made: unknown }) };
  }

  it("copies a Space as it is told to, and does not wait for the copy", async () => {
    const words = [
      "grace/calculator",
      "--public",
      "--hardware",
      "cpu-upgrade",
      "--secret",
      "KEY",
      "--secret",
      "MODE=fast=er",
      "--sleep-after",
      "1h",
    ];
    const { code, stdout, stderr, asked, made } = await duplicated(words, "copied.json", { HF_TOKEN: "hf_ada", KEY: "s3cret" });
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: '{"spaceId":"ada/calculator","src":"https://ada-calculator.hf.space/","created":true}\n',
      stderr: "",
    });
    expect(made).toEqual({
      repository: "ada/calculator",
      private: false,
      hardware: "cpu-upgrade",
      secrets: [
        { key: "KEY", value: "s3cret" },
        { key: "MODE", value: "fast=er" },
      ],
      sleepTimeSeconds: 3600,
    });
    expect(asked.filter((request) => request.includes("hf.space"))).toEqual([]);
  });

  it("waits for the copy with --wait, with the token that `hf auth login` keeps", async () => {
    await writeFile(join(folder, "token"), "hf_ada\n");
    const { stdout, asked, made } = await duplicated(["grace/calculator", "--wait"], "waited.json", {
      HF_TOKEN_PATH: join(folder, "token"),
    });
    expect(JSON.parse(stdout)).toMatchObject({ created: true });
    expect(made).toMatchObject({ private: true, hardware: "t4-small" });
    expect(asked).toContain("GET ada-calculator.hf.space/config");
  });
});
