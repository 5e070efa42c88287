import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CancelledError, DownloadError } from "../errors.js";
import { testHttp } from "../testing/test-http.js";
import { AppFile } from "./output-file.js";

const path = "session/0f/36/playlist.m3u8";
const playlist = (segments: readonly string[], ended: boolean) =>
  `#EXTM3U\r\n#EXT-X-PLAYLIST-TYPE:EVENT\r\n${segments.map((segment) => `#EXTINF:1.0,\r\n${segment}\r\n`).join("")}${ended ? "#EXT-X-ENDLIST\r\n" : ""}`;

/** A stream that has one segment more each time it is asked, up to three; `end` says whether it then ends. */
function app({
  end = true,
  orig_name = "audio-stream.mp3",
  segment = (url: URL) => new Response(`<${url.pathname.at(-5)}>`),
  times = 3,
} = {}) {
  const asked: string[] = [];
  const http = testHttp(
    async (address) => {
      const url = new URL(address);
      asked.push(url.pathname.split("/").at(-1) ?? "");
      if (!url.pathname.endsWith(".m3u8")) return segment(url);
      const count = asked.filter((name) => name === "playlist.m3u8").length;
      const names = Array.from({ length: Math.min(count, times) }, (_, index) => `${index}.aac`);
      return new Response(playlist(names, end && count > times));
    },
    { base: new URL("http://app.test/sub/"), silenceTimeout: 1000 },
  );
  const file = new AppFile(http, "gradio_api/", { path, orig_name, is_stream: true, meta: { _type: "gradio.FileData" } });
  return { asked, file };
}

describe("media still being produced", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "gradio-ts-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("comes as one stream of its segments, each fetched once, until the playlist says that it is complete", async () => {
    const { asked, file } = app();
    expect(file.url).toBe(`http://app.test/sub/gradio_api/stream/${path}`);
    expect(await file.text()).toBe("<0><1><2>");
    expect(asked.filter((name) => name.endsWith(".aac"))).toEqual(["0.aac", "1.aac", "2.aac"]);
  });

  it("reads no more of a segment than is asked for", async () => {
    let sent = 0;
    const endless = () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            sent += 1000;
            controller.enqueue(new Uint8Array(1000));
          },
        }),
      );
    const { file } = app({ segment: endless });
    await expect(file.bytes({ maxBytes: 5000 })).rejects.toThrow(/has more than 5000 bytes/);
    expect(sent).toBeLessThan(20_000);
  });

  it.each([
    ["audio-stream.mp3", "audio-stream.aac"],
    ["voice.wav", "voice.aac"],
    ["video-stream.mp4", "video-stream.ts"],
    ["CLIP.WEBM", "CLIP.ts"],
  ])("is called by what it is: %s as %s", async (orig_name, name) => {
    const { file } = app({ orig_name });
    expect(file.name).toBe(name);
    const saved = await file.save(folder);
    expect(saved).toBe(join(folder, name));
    expect(await readFile(saved, "utf8")).toBe("<0><1><2>");
  });

  it("is read no further than its reader goes, and let go of by a signal between two looks", async () => {
    const { asked, file } = app({ end: false });
    const controller = new AbortController();
    const reader = (await file.stream({ signal: controller.signal })).getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe("<0>");
    expect(asked).toEqual(["playlist.m3u8", "0.aac"]);
    const next = reader.read();
    controller.abort();
    await expect(next).rejects.toThrow(CancelledError);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(asked).toEqual(["playlist.m3u8", "0.aac"]);
  });

  it.each<[string, Parameters<typeof app>[0], RegExp, object]>([
    ["a segment is missing", { segment: () => new Response("Segment not found", { status: 404 }) }, /404/, { status: 404 }],
    ["nothing more comes", { end: false, times: 1 }, /no byte came for 1000 ms/, {}],
    ["it is longer than was asked for", {}, /more than 5 bytes/, {}],
  ])("fails where %s, and leaves no file", async (_, changes, message, evidence) => {
    const { file } = app(changes);
    const error = await file.save(folder, { maxBytes: 5 }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(DownloadError);
    expect(error).toMatchObject({ message: expect.stringMatching(message), ...evidence });
    expect(await readdir(folder)).toEqual([]);
  });

  it("is one stream of bytes at one URL before Gradio 5", async () => {
    const fetch = vi.fn(async (_url: string) => new Response("all of it"));
    const data = { path: "session/17/34", is_stream: true, meta: { _type: "gradio.FileData" } } as const;
    const file = new AppFile(testHttp(fetch), "", data);
    expect(await file.text()).toBe("all of it");
    expect(fetch.mock.calls.map(([url]) => url)).toEqual(["http://app.test/stream/session/17/34"]);
    expect(file.name).toBe("stream");
  });
});
