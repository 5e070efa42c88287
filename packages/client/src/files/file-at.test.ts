import { describe, expect, it } from "vitest";
import { InvalidArgumentError } from "../errors.js";
import { testHttp } from "../testing/test-http.js";
import { fileAt } from "./file-at.js";

const http = testHttp(fetch, { base: new URL("http://app.test/mount/") });
const meta = { _type: "gradio.FileData" } as const;

describe("A file at an app", () => {
  it.each<[string | URL | { path: string; meta: typeof meta }, string, string]>([
    ["/tmp/a b.png", "http://app.test/mount/gradio_api/file=/tmp/a%20b.png", "a b.png"],
    ["http://app.test/mount/file=/tmp/a%20b.png?x=1", "http://app.test/mount/file=/tmp/a%20b.png?x=1", "a b.png"],
    [new URL("https://x.org/c.pdf"), "https://x.org/c.pdf", "c.pdf"],
    [{ path: "/tmp/d.wav", meta }, "http://app.test/mount/gradio_api/file=/tmp/d.wav", "d.wav"],
  ])("is known by its path, its URL or its object: %s", (source, url, name) => {
    expect(fileAt(http, "gradio_api/", source)).toMatchObject({ url, name });
  });

  it("is nothing else", () => {
    for (const source of ["", "http://", 3, null, new Blob(["x"]), { path: "/tmp/a" }])
      expect(() => fileAt(http, "", source as string)).toThrow(InvalidArgumentError);
  });
});
