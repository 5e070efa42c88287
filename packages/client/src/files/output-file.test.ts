import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CancelledError, DownloadError, InvalidArgumentError } from "../errors.js";
import { CookieJar } from "../http/cookie-jar.js";
import { Cookies } from "../http/cookies.js";
import type { FetchFunction } from "../http/fetch-types.js";
import { testHttp } from "../testing/test-http.js";
import { isOutputFile } from "./is-output-file.js";
import { AppFile } from "./output-file.js";

const offline: FetchFunction = async () => {
  throw new TypeError("offline");
};

function file(data: object, fetch: FetchFunction = offline, base = "http://app.test/mount/") {
  const http = testHttp(fetch, { base: new URL(base), cookies: new Cookies(new CookieJar("login=1")), silenceTimeout: 100 });
  return new AppFile(http, "gradio_api/", { path: "/tmp/a.txt", meta: { _type: "gradio.FileData" }, ...data } as never);
}

const serving =
  (body: BodyInit | null, headers: Record<string, string> = {}) =>
  async () =>
    new Response(body, { headers });

/** Gives one chunk, and then what the test says. */
function stalling(then: (controller: ReadableStreamDefaultController<Uint8Array>) => void = () => {}) {
  const cancel = vi.fn();
  let pulls = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (pulls++ === 0) controller.enqueue(new TextEncoder().encode("half"));
        else then(controller);
        return pulls > 1 ? new Promise(() => {}) : undefined;
      },
      cancel,
    },
    { highWaterMark: 0 },
  );
  return { body, cancel };
}

describe("AppFile", () => {
  it.each([
    ["/tmp/gradio/abc/a b.txt", "http://app.test/mount/gradio_api/file=/tmp/gradio/abc/a%20b.txt"],
    ["/tmp/50%#?&é😀.txt", "http://app.test/mount/gradio_api/file=/tmp/50%25%23%3F%26%C3%A9%F0%9F%98%80.txt"],
    ["C:\\tmp\\a.txt", "http://app.test/mount/gradio_api/file=C%3A%5Ctmp%5Ca.txt"],
    ["../../etc/passwd", "http://app.test/mount/gradio_api/file=..%2F..%2Fetc%2Fpasswd"],
    ["/tmp/../../../logout", "http://app.test/mount/gradio_api/file=%2Ftmp%2F..%2F..%2F..%2Flogout"],
    ["/tmp/./a", "http://app.test/mount/gradio_api/file=%2Ftmp%2F.%2Fa"],
    ["/tmp/..a/b..", "http://app.test/mount/gradio_api/file=/tmp/..a/b.."],
    ["https://cdn.test/x y", "https://cdn.test/x y"],
    ["//evil.test/x", "http://app.test/mount/gradio_api/file=//evil.test/x"],
    ["file:///etc/passwd", "http://app.test/mount/gradio_api/file=file%3A///etc/passwd"],
  ])("builds its URL from the path, on the base the caller gave: %s", (path, url) => {
    expect(file({ path, url: "http://internal:7860/file=x" }).url).toBe(url);
    expect(file({ path }).url).toBe(url);
  });

  it("is asked through the app for what that has from another one it has loaded", () => {
    const url = "http://internal:7860/gradio_api/proxy=https://user-space.hf.space/gradio_api/file=/tmp/a.png";
    expect(file({ url }).url).toBe("http://app.test/mount/gradio_api/proxy=https://user-space.hf.space/gradio_api/file=/tmp/a.png");
    expect(file({ url: "http://internal/gradio_api/proxy=file:///etc/passwd" }).url).toBe(
      "http://app.test/mount/gradio_api/file=/tmp/a.txt",
    );
  });

  it("is asked for nothing else by the name of another app", () => {
    const asked = "http://app.test/mount/gradio_api/file=/tmp/a.txt";
    expect(file({ url: "/proxy=https://x.hf.space/../../../../logout" }).url).toBe(asked);
    const begun = performance.now();
    expect(file({ url: `${"proxy=http://".repeat(100_000)}\n` }).url).toContain("/mount/gradio_api/proxy=http://");
    expect(performance.now() - begun).toBeLessThan(3000);
  });

  it("takes of what is said of it nothing but text for text, and numbers for its size", () => {
    const odd = { url: ["data:,x"], orig_name: 5, mime_type: { a: 1 }, size: "9", is_stream: "yes" };
    expect(file(odd)).toMatchObject({
      url: "http://app.test/mount/gradio_api/file=/tmp/a.txt",
      name: "a.txt",
      mimeType: null,
      size: null,
      isStream: false,
    });
    expect(file({ path: "data:constructor,x", orig_name: null }).name).toBe("file");
  });

  it("is called by the type of its bytes where they are all there is of it", () => {
    const path = "data:image/png;base64,aGk=";
    expect(file({ path, url: path, orig_name: null })).toMatchObject({ name: "file.png", mimeType: "image/png" });
    expect(file({ path: "b.txt", url: "data:text/plain,x" })).toMatchObject({ name: "b.txt", mimeType: "text/plain" });
  });

  it.each([{ maxByte: 5 }, { maxBytes: -1 }, { maxBytes: "5" }, { signal: {} }, null])("refuses to be read so: %j", async (options) => {
    for (const read of ["bytes", "text", "blob", "stream"] as const) {
      await expect(file({}, serving("x"))[read](options as never)).rejects.toThrow(InvalidArgumentError);
    }
  });

  it("never leaves the app's origin by a path of the server's", () => {
    expect(new URL(file({ path: "../../../../x" }).url).origin).toBe("http://app.test");
  });

  it("takes a file sent inline from its data: URL, without a request", async () => {
    const inline = file({ path: "", url: "data:text/plain;base64,aGk=" });
    expect(await inline.text()).toBe("hi");
    await expect(file({ path: "", url: "data:broken" }).text()).rejects.toThrow(DownloadError);
  });

  it("says what the server said, and is passed back as that", () => {
    const given = {
      path: "/tmp/a.txt",
      orig_name: "b.txt",
      size: 3,
      mime_type: "text/plain",
      is_stream: true,
      meta: { _type: "gradio.FileData" },
    };
    const output = file(given);
    expect(output).toMatchObject({ name: "b.txt", size: 3, mimeType: "text/plain", isStream: true });
    expect(JSON.parse(JSON.stringify({ output }))).toEqual({ output: given });
    expect(Object.isFrozen(output)).toBe(true);
    expect([isOutputFile(output), isOutputFile(given), isOutputFile(null), isOutputFile("x")]).toEqual([true, false, false, false]);
  });

  it("reads whole: bytes, text, blob", async () => {
    const fetch = serving("hällo", { "content-length": "6" });
    expect(await file({}, fetch).text()).toBe("hällo");
    expect((await file({}, fetch).bytes()).length).toBe(6);
    const blob = await file({ mime_type: "text/plain" }, fetch).blob();
    expect([blob.size, blob.type]).toEqual([6, "text/plain"]);
    expect(await file({}, serving(null)).text()).toBe("");
  });

  it.each<[string, FetchFunction, RegExp, object]>([
    [
      "a refusal, with its status",
      async () => Response.json({ detail: "File not allowed: /x." }, { status: 403 }),
      /File not allowed/,
      { status: 403 },
    ],
    ["a network failure", offline, /offline/, {}],
    ["more bytes than were asked for", serving("123456"), /has more than 5 bytes/, {}],
    ["fewer bytes than were promised", serving("1234", { "content-length": "10" }), /4 of 10 bytes came/, {}],
    [
      "a connection that breaks",
      async () => new Response(stalling((controller) => controller.error(new TypeError("terminated"))).body),
      /terminated/,
      {},
    ],
    ["silence", async () => new Response(stalling().body), /no byte came for 100 ms/, {}],
    ["silence before the answer", () => new Promise(() => {}), /within 100 ms/, {}],
  ])("rejects with DownloadError for %s, whichever way it is read", async (_, fetch, message, evidence) => {
    for (const read of [
      (output: AppFile) => output.bytes({ maxBytes: 5 }),
      (output: AppFile) => output.blob({ maxBytes: 5 }),
      async (output: AppFile) => new Response(await output.stream({ maxBytes: 5 })).text(),
    ]) {
      const error = await read(file({}, fetch)).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(DownloadError);
      expect(error).toMatchObject({
        message: expect.stringMatching(message),
        url: "http://app.test/mount/gradio_api/file=/tmp/a.txt",
        ...evidence,
      });
    }
  });

  it("reads again what the network broke off, as often as any request is repeated", async () => {
    const broken = () => stalling((controller) => controller.error(new TypeError("terminated"))).body;
    const bodies: BodyInit[] = [broken(), "whole"];
    const read = vi.fn(async () => new Response(bodies.shift() ?? broken()));
    const http = testHttp(read, { maxRetries: 1 });
    const made = () => new AppFile(http, "", { path: "/tmp/a.txt", meta: { _type: "gradio.FileData" } });
    expect(await made().text()).toBe("whole");
    expect(read).toHaveBeenCalledTimes(2);
    await expect(made().text()).rejects.toMatchObject({ code: "DOWNLOAD_FAILED", message: expect.stringContaining("terminated") });
    expect(read).toHaveBeenCalledTimes(4);
  });

  it("counts no bytes where they are compressed", async () => {
    expect(await file({}, serving("unpacked", { "content-length": "3", "content-encoding": "gzip" })).text()).toBe("unpacked");
  });

  it("ends by the caller's signal, before, between and while it reads; a fetch that knows no signals too", async () => {
    await expect(file({}).bytes({ signal: AbortSignal.abort() })).rejects.toThrow(CancelledError);
    const controller = new AbortController();
    const { body, cancel } = stalling();
    const reading = file({}, async () => new Response(body)).bytes({ signal: controller.signal });
    setTimeout(() => controller.abort("enough"), 10);
    await expect(reading).rejects.toMatchObject({ code: "CANCELLED", cause: "enough" });
    expect(cancel).toHaveBeenCalled();
  });

  it("reads no faster than it is read, and lets go of the connection when it is left", async () => {
    const { body, cancel } = stalling();
    const stream = await file({}, async () => new Response(body)).stream();
    const reader = stream.getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe("half");
    await reader.cancel();
    expect(cancel).toHaveBeenCalledOnce();
  });

  it("leaves no listener on a signal that outlives it", async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, "addEventListener");
    for (let count = 0; count < 20; count++) await file({}, serving("x")).text({ signal });
    expect(added.mock.calls.length).toBeLessThanOrEqual(1);
  });

  describe("save()", () => {
    let folder = "";
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), "gradio-ts-"));
    });
    afterEach(() => rm(folder, { recursive: true }));

    it("writes to a file, over one that is there, in a folder it makes", async () => {
      const target = join(folder, "new/deep/x.txt");
      expect(await file({}, serving("one")).save(target)).toBe(target);
      expect(await file({}, serving("two")).save(pathToFileURL(target))).toBe(target);
      expect(await readFile(target, "utf8")).toBe("two");
      expect(await readdir(join(folder, "new/deep"))).toEqual(["x.txt"]);
    });

    it("writes into a folder by its own name, numbered if that is taken", async () => {
      const paths = [];
      for (const text of ["one", "two", "three"]) paths.push(await file({ orig_name: "a.tar.gz" }, serving(text)).save(folder));
      expect(paths).toEqual(["a.tar.gz", "a.tar-1.gz", "a.tar-2.gz"].map((name) => join(folder, name)));
      expect(await readFile(join(folder, "a.tar.gz"), "utf8")).toBe("one");
      expect(await file({ orig_name: "b" }, serving("x")).save(`${folder}/sub/`)).toBe(join(folder, "sub/b"));
    });

    it("writes several at once under names of their own", async () => {
      const paths = await Promise.all(Array.from({ length: 10 }, () => file({ orig_name: "a.txt" }, serving("x")).save(folder)));
      expect(new Set(paths).size).toBe(10);
    });

    it.each<[string, FetchFunction]>([
      ["breaks off", async () => new Response(stalling((controller) => controller.error(new TypeError("terminated"))).body)],
      ["is too short", serving("1234", { "content-length": "10" })],
      ["falls silent", async () => new Response(stalling().body)],
    ])("leaves nothing behind where the download %s, and what was there as it was", async (_, fetch) => {
      await writeFile(join(folder, "x.txt"), "old");
      await expect(file({}, fetch).save(join(folder, "x.txt"))).rejects.toThrow(DownloadError);
      expect(await readdir(folder)).toEqual(["x.txt"]);
      expect(await readFile(join(folder, "x.txt"), "utf8")).toBe("old");
    });

    it("lets go of the download where it cannot write", async () => {
      await writeFile(join(folder, "taken"), "");
      const { body, cancel } = stalling();
      const error = await file({}, async () => new Response(body))
        .save(join(folder, "taken/x.txt"))
        .catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(DownloadError);
      expect((error as DownloadError).message).toMatch(/"a\.txt" could not be saved: E[A-Z]+/);
      expect(cancel).toHaveBeenCalled();
      await mkdir(join(folder, "folder.txt"));
    });
  });
});
