import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { file } from "../fields/file.js";
import { Server } from "../server.js";
import type { ServerOptions } from "../server-options.js";
import { byteRange } from "./byte-range.js";

const PREFIX = "http://app/gradio_api";

const app = (options: ServerOptions = {}) =>
  new Server(options).api("/same", { inputs: { f: file() }, output: file() }).handle(({ f }) => f);
type Fetched = Pick<Server, "fetch">;

function upload(server: Fetched, files: readonly (readonly [name: string, content: string])[], query = ""): Promise<Response> {
  const form = new FormData();
  for (const [name, content] of files) form.append("files", new File([content], name));
  return server.fetch(`${PREFIX}/upload${query}`, { method: "POST", body: form });
}

async function uploaded(server: Fetched, name: string, content: string): Promise<string> {
  const [path] = (await (await upload(server, [[name, content]])).json()) as [string];
  return path;
}

/** A form as bytes, however strange. */
function post(server: Fetched, body: BodyInit, type = "multipart/form-data; boundary=b"): Promise<Response> {
  return server.fetch(`${PREFIX}/upload`, { method: "POST", body, headers: { "content-type": type } });
}

const part = (name: string, content: string, field = "files") =>
  `--b\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: text/plain\r\n\r\n${content}\r\n`;

function download(server: Fetched, path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Response> {
  return server.fetch(`${PREFIX}/file=${path.split("/").map(encodeURIComponent).join("/")}`, { headers, method });
}

describe("an upload", () => {
  const server = app();
  afterAll(() => server.close());

  test("S160: gives a path for each file, in order; other fields are ignored; none gives none", async () => {
    const form = new FormData();
    form.append("extra", "x".repeat(2_000_000));
    form.append("files", new File(["1"], "one.txt"));
    form.append("file", new File(["no"], "no.txt"));
    form.append("files", new File(["2"], "two.txt"));
    const response = await server.fetch(`${PREFIX}/upload`, { method: "POST", body: form });
    expect((await response.json()).map((path: string) => path.split("/").at(-1))).toEqual(["one.txt", "two.txt"]);
    expect(await (await post(server, "--b--\r\n")).json()).toEqual([]);
  });

  test("S160: what is no form is 400, and says what is wrong", async () => {
    const json = await post(server, "{}", "application/json");
    expect([json.status, await json.json()]).toEqual([400, { detail: "Invalid content type." }]);
    for (const type of ["multipart/form-data", "multipart/form-data; boundary=", 'multipart/form-data; Boundary=""']) {
      const bare = await post(server, "--\r\n\r\n----\r\n", type);
      expect([bare.status, await bare.text()]).toEqual([400, "Missing boundary in multipart."]);
    }
    for (const broken of [
      part("a.txt", "cut off").slice(0, -2),
      `${part("a.txt", "no end")}`,
      "--b\r\nnonsense\r\n\r\nx\r\n--b--",
      "",
      `--b\r\nContent-Disposition: form-data; name="files"; filename*=UTF-8''%E0%A4\r\n\r\nx\r\n--b--`,
    ]) {
      expect((await post(server, broken)).status, broken).toBe(400);
    }
  });

  test("S161: the folder is named by the content; the same file twice is one", async () => {
    const hash = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    const path = await uploaded(server, "a.txt", "hello");
    expect(path.split("/").slice(-2)).toEqual([hash, "a.txt"]);
    expect(await uploaded(server, "a.txt", "hello")).toBe(path);
    expect(await uploaded(server, "b.txt", "hello")).toBe(path.replace("a.txt", "b.txt"));
  });

  test.each([
    ["b c.txt", "b c.txt"],
    ["../../evil/x.txt", "x.txt"],
    ["..\\..\\evil\\x.txt", "x.txt"],
    ["C:\\windows\\x.txt", "x.txt"],
    ["/etc/passwd", "passwd"],
    ["..", "file"],
    [".", "file"],
    ["...", "file"],
    ["a/..", "file"],
    ["%2e%2e%2fx.txt", "%2e%2e%2fx.txt"],
    ["ü#%&?*:<>|.txt", "ü#%&.txt"],
    ["a`$!{}.txt", "a.txt"],
    [".hidden", ".hidden"],
    ["<.txt", "file.txt"],
    ["nul.txt", "_nul.txt"],
    ["dots. . ", "dots"],
    ["photo (1) [x].png", "photo (1) [x].png"],
    ["日本語.txt", "日本語.txt"],
    [`${"a".repeat(300)}.txt`, `${"a".repeat(196)}.txt`],
    [`${"日".repeat(300)}.txt`, `${"日".repeat(65)}.txt`],
  ])("S161: %j becomes %j, and stays in its folder", async (given, expected) => {
    const response = await post(server, `${part(given.replaceAll("\\", "\\\\"), "x")}--b--`);
    const [path] = (await response.json()) as [string];
    expect(path.split("/").slice(-2)).toEqual(["2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881", expected]);
  });

  test("S162: a file larger than allowed is 413, one of that size is not; of several nothing is stored", async () => {
    const small = app({ maxFileSize: 100 });
    expect(
      (
        await upload(small, [
          ["a.txt", "x".repeat(100)],
          ["b.txt", "y".repeat(100)],
        ])
      ).status,
    ).toBe(200);
    const path = await uploaded(small, "kept.txt", "kept");
    const refused = await upload(small, [
      ["c.txt", "c"],
      ["kept.txt", "kept"],
      ["big.txt", "x".repeat(101)],
    ]);
    expect([refused.status, refused.headers.get("content-type"), await refused.text()]).toEqual([
      413,
      "text/plain;charset=UTF-8",
      "File size exceeded maximum allowed size of 100 bytes.",
    ]);
    // What lay there before stays; of the refused ones nothing does.
    expect(await (await download(small, path)).text()).toBe("kept");
    const folder = path.split("/").slice(0, -2).join("/");
    expect(readdirSync(folder)).toHaveLength(3);
    expect(await (await small.fetch("http://app/config")).json()).toMatchObject({ max_file_size: 100 });
    await small.close();
    expect(() => readdirSync(folder)).toThrow("ENOENT");
  });

  test("S163: the progress of an upload that is not there is 404 after a while; one must be named", async () => {
    const missing = await server.fetch(`${PREFIX}/upload_progress`);
    expect(missing.status).toBe(422);
    const started = performance.now();
    const unknown = await server.fetch(`${PREFIX}/upload_progress?upload_id=nobody`);
    expect([unknown.status, await unknown.text()]).toEqual([404, "Upload not found"]);
    expect(performance.now() - started).toBeGreaterThan(2_900);
  });

  test("S163: progress asked for before, during and after adds up to the bytes sent, then it is done", async () => {
    const early = server.fetch(`${PREFIX}/upload_progress?upload_id=u1`);
    await upload(
      server,
      [
        ["big.bin", "x".repeat(3_000_000)],
        ["b.bin", "yy"],
      ],
      "?upload_id=u1",
    );
    const messages = (await (await early).text())
      .trim()
      .split("\n\n")
      .map((line) => JSON.parse(line.slice("data: ".length)));
    expect(messages.at(-1)).toEqual({ msg: "done" });
    const sums: Record<string, number> = {};
    for (const { orig_name: name, chunk_size: size } of messages.slice(0, -1)) sums[name] = (sums[name] ?? 0) + size;
    expect(sums).toEqual({ "big.bin": 3_000_000, "b.bin": 2 });
  });
});

describe("a download", () => {
  const server = app();
  let path = "";
  beforeAll(async () => {
    path = await uploaded(server, "a.txt", "hello");
  });
  afterAll(() => server.close());

  test("S164: comes with its type, length, tag and disposition, under both spellings; HEAD has the same without content", async () => {
    const get = await download(server, path);
    const headers = Object.fromEntries(get.headers);
    expect(headers).toEqual({
      "accept-ranges": "bytes",
      "content-disposition": 'inline; filename="a.txt"',
      "content-length": "5",
      "content-type": "text/plain; charset=utf-8",
      etag: '"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"',
      "x-content-type-options": "nosniff",
    });
    expect(await get.text()).toBe("hello");
    const head = await download(server, path, {}, "HEAD");
    expect([head.status, Object.fromEntries(head.headers), await head.text()]).toEqual([200, headers, ""]);
    expect(await (await server.fetch(`${PREFIX}/file/${path}`)).text()).toBe("hello");
    const known = await download(server, path, { "if-none-match": headers["etag"] ?? "" });
    expect([known.status, await known.text()]).toEqual([304, ""]);
  });

  test("S164: names that are no ASCII are written for all clients", async () => {
    const strange = await uploaded(server, 'ü # %41 "&.txt', "x");
    const response = await download(server, strange);
    // The quote arrived as %22, as browsers write it in a form.
    expect(response.headers.get("content-disposition")).toBe("inline; filename*=utf-8''%C3%BC%20%23%20%2541%20%2522%26.txt");
    expect(await response.text()).toBe("x");
  });

  test.each([
    ["bytes=1-3", 206, "bytes 1-3/5", "ell"],
    ["bytes=1-", 206, "bytes 1-4/5", "ello"],
    ["bytes=-2", 206, "bytes 3-4/5", "lo"],
    ["bytes=-9", 206, "bytes 0-4/5", "hello"],
    ["bytes=0-0", 206, "bytes 0-0/5", "h"],
    ["bytes=3-99", 206, "bytes 3-4/5", "lo"],
    ["bytes=9-", 416, "bytes */5", ""],
    ["bytes=-0", 416, "bytes */5", ""],
    ["bytes=0-1,3-4", 200, null, "hello"],
    ["nonsense", 400, null, "Malformed range header."],
    ["bytes=", 400, null, "Malformed range header."],
    ["bytes=3-1", 400, null, "Malformed range header."],
    ["bytes=a-b", 400, null, "Malformed range header."],
  ])("S167: %s is %i", async (range, status, contentRange, body) => {
    const response = await download(server, path, { range });
    expect([response.status, response.headers.get("content-range"), await response.text()]).toEqual([status, contentRange, body]);
  });

  test("S167: a range of an older version gives the whole newer one", async () => {
    const response = await download(server, path, { range: "bytes=1-3", "if-range": '"old"' });
    expect([response.status, await response.text()]).toEqual([200, "hello"]);
  });

  test.each([
    ["x.png", "image/png", "inline"],
    ["x.jpg", "image/jpeg", "inline"],
    ["x.mp4", "video/mp4", "inline"],
    ["x.wav", "audio/wav", "inline"],
    ["x.json", "application/json", "inline"],
    ["x.txt", "text/plain; charset=utf-8", "inline"],
    ["x.html", "application/octet-stream", "attachment"],
    ["x.HTML", "application/octet-stream", "attachment"],
    ["x.xhtml", "application/octet-stream", "attachment"],
    ["x.svg", "application/octet-stream", "attachment"],
    ["x.xml", "application/octet-stream", "attachment"],
    ["x.pdf", "application/octet-stream", "attachment"],
    ["x.js", "application/octet-stream", "attachment"],
    ["x.png.html", "application/octet-stream", "attachment"],
    ["noext", "application/octet-stream", "attachment"],
  ])("S166: %s is %s, %s", async (name, type, disposition) => {
    const response = await download(server, await uploaded(server, name, "<script>alert(1)</script>"));
    expect([response.headers.get("content-type"), response.headers.get("content-disposition")]).toEqual([
      type,
      `${disposition}; filename="${name}"`,
    ]);
    await response.body?.cancel();
  });
});

describe("what is no file of the app", () => {
  const outside = realpathSync(mkdtempSync(join(tmpdir(), "outside-")));
  const allowed = join(outside, "allowed");
  mkdirSync(join(allowed, "deep"), { recursive: true });
  writeFileSync(join(outside, "secret.txt"), "secret");
  // Beside the folder of the uploads.
  writeFileSync(`${outside}.txt`, "secret");
  writeFileSync(join(allowed, "deep", "open.txt"), "open");
  symlinkSync(join(outside, "secret.txt"), join(allowed, "link.txt"));
  symlinkSync(outside, join(allowed, "folder"));
  mkdirSync(`${allowed}-not`);
  writeFileSync(join(`${allowed}-not`, "x.txt"), "sibling");
  const server = app({ allowedPaths: [allowed] });
  let path = "";
  beforeAll(async () => {
    path = await uploaded(server, "a.txt", "hello");
    symlinkSync(join(outside, "secret.txt"), path.replace("a.txt", "link.txt"));
  });
  afterAll(async () => {
    await server.close();
    rmSync(outside, { recursive: true });
    rmSync(`${outside}.txt`);
  });

  const hostile = (): string[] => {
    const folder = path.slice(0, -"/a.txt".length);
    return [
      "/etc/passwd",
      folder,
      `${folder}/`,
      `${path}x`,
      path.replace("a.txt", "link.txt"),
      `${outside}.txt`,
      `${path}/`.replace("a.txt/", "a.txt/x"),
      `${path}\0`,
      `${path}\0.txt`,
      `${folder}/../../../etc/passwd`,
      `${folder}/..%2f..%2f..%2fetc%2fpasswd`,
      `${folder}/%2e%2e/%2e%2e/secret.txt`,
      `${folder}\\..\\..\\secret.txt`,
      "..\\..\\etc\\passwd",
      "",
      ".",
      "~/.bashrc",
      "package.json",
      "./package.json",
      "file:///etc/passwd",
      "ftp://example.com/x",
      "data:text/html,x",
      "javascript:alert(1)",
      join(outside, "secret.txt"),
      join(allowed, "link.txt"),
      join(allowed, "folder", "secret.txt"),
      join(allowed, "..", "secret.txt"),
      `${allowed}/../allowed-not/x.txt`,
      join(`${allowed}-not`, "x.txt"),
      allowed,
      "/proc/self/environ",
      "/dev/stdin",
      "\\\\server\\share\\x",
    ];
  };

  test("S165: is 403, whatever it is called", async () => {
    for (const bad of hostile()) {
      const response = await server.fetch(`${PREFIX}/file=${encodeURIComponent(bad)}`);
      expect([response.status, await response.json()], bad).toEqual([403, { detail: `File not allowed: ${bad}.` }]);
    }
  });

  test("S165: unencoded, or encoded twice, it is no more open", async () => {
    for (const bad of hostile()) {
      for (const spelt of [bad.replaceAll("\0", "%00"), encodeURIComponent(encodeURIComponent(bad))]) {
        const response = await server.fetch(`${PREFIX}/file=${spelt}`);
        expect([403, 404], spelt).toContain(response.status);
        expect(await response.text()).not.toMatch(/secret$|root:|sibling|"name"/);
      }
    }
    expect((await server.fetch(`${PREFIX}/file=%E0%A4%A`)).status).toBe(403);
  });

  test("S165: what lies in an allowed directory may be downloaded", async () => {
    expect(await (await download(server, join(allowed, "deep", "open.txt"))).text()).toBe("open");
  });

  test("S165: an upload that is still arriving is no file yet", async () => {
    const folder = path.split("/").slice(0, -2).join("/");
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const pending = server.fetch(`${PREFIX}/upload`, {
      method: "POST",
      body: readable,
      duplex: "half",
      headers: { "content-type": "multipart/form-data; boundary=b" },
    } as RequestInit);
    await writer.write(new TextEncoder().encode(`${part("late.txt", "x".repeat(100_000)).slice(0, -2)}`));
    const arriving = () => readdirSync(folder).find((name) => name.startsWith("arriving-"));
    await expect.poll(arriving).toBeDefined();
    expect((await download(server, join(folder, arriving() ?? ""))).status).toBe(403);
    await writer.abort(new Error("gone"));
    expect((await pending).status).toBe(500);
    await expect.poll(arriving).toBeUndefined();
  });

  test.each([
    "http://127.0.0.1/config",
    "http://localhost:1/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://017700000001/",
    "http://[::1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://169.254.169.254/latest/meta-data",
    "http://10.0.0.1/",
    "https://192.168.1.1/",
    "http://[fd00::1]/",
    "http://[fe80::1]/",
    "http://0.0.0.0/",
    "http://100.64.0.1/",
  ])("S168: %s is not fetched for anybody", async (url) => {
    const response = await server.fetch(`${PREFIX}/file=${url}`);
    expect([response.status, await response.json()]).toEqual([403, { detail: `File not allowed: ${url}.` }]);
  });

  test("S168: nothing is proxied", async () => {
    const response = await server.fetch(`${PREFIX}/proxy=http://example.com/`);
    expect([response.status, await response.json()]).toEqual([400, { detail: "This URL cannot be proxied." }]);
  });
});

test("S167: no header asks for bytes that are not there", () => {
  for (const size of [0, 1, 5]) {
    for (const header of ["bytes=0-", "bytes=0-0", "bytes=-1", "bytes=4-4", "bytes=5-", "bytes=0-99999999999999999999", "bytes=1-0"]) {
      const range = byteRange(header, size);
      if (typeof range !== "object") continue;
      expect(range.start).toBeGreaterThanOrEqual(0);
      expect(range.end).toBeLessThanOrEqual(size);
      expect(range.start).toBeLessThan(range.end);
    }
  }
});
