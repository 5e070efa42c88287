import { describe, expect, it } from "vitest";
import type { Endpoint } from "../app/app.js";
import { parseVersion } from "../app/parse-version.js";
import type { ParameterInfo } from "../view-api/api-info.js";
import { fileForm } from "./file-form.js";

const meta = { _type: "gradio.FileData" } as const;
const endpoint = {
  inputs: [{ file: true, component: "File" }, null, { file: false, component: "Textbox" }],
  outputs: [{ file: true }, null, { file: false }],
} as unknown as Endpoint;
const read = (version: string, data: readonly unknown[]) => fileForm(parseVersion(version)).read(data, endpoint);
const write = (version: string, data: readonly unknown[]) => fileForm(parseVersion(version)).write(data, endpoint);

describe("fileForm", () => {
  it("leaves values as they are from 4.21 on, where a file is marked as one", () => {
    const data = [{ path: "/a.png", orig_name: "a.png" }, null, "x"];
    expect(read("4.21.0", data)).toBe(data);
    expect(write("6.31.0", data)).toBe(data);
  });

  it("marks the files of 4.0 to 4.20, at any depth, in outputs that may hold some", () => {
    const file = { path: "/tmp/a.png", url: null, size: 3, orig_name: "a.png", mime_type: null };
    expect(read("4.16.0", [[{ image: file, caption: "x" }], null, file])).toEqual([
      [{ image: { ...file, meta }, caption: "x" }],
      null,
      file,
    ]);
    const other = { path: "no file" };
    expect(read("4.16.0", [other, null, ""])[0]).toBe(other);
  });

  it("reads the files of Gradio 3: names at the server, and bytes in place", () => {
    const named = { name: "/tmp/x/a b.txt", data: null, is_file: true, orig_name: "a b.txt", size: 5 };
    const inline = { name: "b.txt", data: "data:text/plain;base64,eA==", is_file: false };
    const base64 = "data:image/png;base64,eA==";
    expect(read("3.50.2", [[named, inline, base64, "no file"], null, base64])).toEqual([
      [
        { path: "/tmp/x/a b.txt", orig_name: "a b.txt", size: 5, meta },
        { path: "b.txt", orig_name: null, size: null, url: inline.data, meta },
        { path: base64, url: base64, orig_name: null, meta },
        "no file",
      ],
      null,
      base64,
    ]);
    expect(read("3.50.2", [null, null, ""])).toEqual([null, null, ""]);
  });

  it("writes files as Gradio 3 takes them, and gives back what it got", () => {
    const [named] = read("3.50.2", [{ name: "/tmp/x/a.txt", data: null, is_file: true, orig_name: "a.txt", size: 5 }, null, ""]);
    expect(write("3.50.2", [named, null, "x"])).toEqual([
      { name: "/tmp/x/a.txt", data: null, is_file: true, orig_name: "a.txt", size: 5 },
      null,
      "x",
    ]);
    const base64 = "data:image/png;base64,eA==";
    expect(write("3.50.2", read("3.50.2", [base64, null, ""]))).toEqual([base64, null, ""]);
    expect(write("3.50.2", [[{ path: "/tmp/x/c.txt", meta }], null, ""])[0]).toEqual([
      { name: "/tmp/x/c.txt", data: null, is_file: true, orig_name: "c.txt", size: null },
    ]);
  });

  it("writes images as Gradio 3 takes them: as base64 text", () => {
    const image = { inputs: [{ file: true, component: "Image" }] } as unknown as Endpoint;
    const form = fileForm(parseVersion("3.50.2"));
    const base64 = "data:image/png;base64,eA==";
    const inline = { path: "a.png", url: base64, size: 1, orig_name: "a.png", meta };
    expect(form.write([inline], image)).toEqual([base64]);
    expect(form.write([{ image: { path: base64, meta }, mask: inline }], image)).toEqual([{ image: base64, mask: base64 }]);
    expect(write("3.50.2", [inline, null, ""])[0]).toEqual({ name: "a.png", data: base64, is_file: false, orig_name: "a.png", size: 1 });
  });

  it.each([
    ["3.0.24", true, true],
    ["3.18.0", true, true],
    ["3.23.0", false, true],
    ["3.50.2", false, true],
    ["4.0.0", false, false],
    ["6.31.0", false, false],
  ])("puts files into the call in %s: all of them: %s, images: %s", (version, all, images) => {
    const { inline } = fileForm(parseVersion(version));
    expect([inline(), inline({ component: "File" } as ParameterInfo), inline(null)]).toEqual([all, all, all]);
    expect(inline({ component: "Image" } as ParameterInfo)).toBe(images);
  });

  it("knows which servers fetch from private addresses", () => {
    const fetches = ["3.50.2", "4.44.1", "5.0.0", "6.31.0"].map((version) => fileForm(parseVersion(version)).fetchesPrivateUrls);
    expect(fetches).toEqual([true, true, false, false]);
  });

  it("reads media still being produced, which has neither data nor a name", () => {
    expect(read("3.50.2", [{ name: "s/1/34", is_stream: true, is_file: false }, null, ""])[0]).toMatchObject({
      path: "s/1/34",
      is_stream: true,
      meta,
    });
    expect(read("4.16.0", [{ path: "s/1/34", is_stream: true }, null, ""])[0]).toEqual({ path: "s/1/34", is_stream: true, meta });
  });

  it.each(["4.21.0", "5.0.2", "6.31.0"])("marks media still being produced where %s does not", (version) => {
    const media = {
      outputs: [
        { file: true, component: "Audio" },
        { file: true, component: "Video" },
        { file: true, component: "File" },
      ],
    };
    const live = { path: "s/1/34", is_stream: true };
    const known = { ...live, meta };
    const data = [live, { video: live }, live];
    const values = fileForm(parseVersion(version)).read(data, media as unknown as Endpoint);
    expect(values).toEqual([known, { video: known }, live]);
    const again = fileForm(parseVersion(version)).read([known, null, ""], media as unknown as Endpoint);
    expect(again[0]).toBe(known);
  });

  it("changes nothing that it is given", () => {
    const file = Object.freeze({ path: "/tmp/a.png", orig_name: "a.png" });
    const data = Object.freeze([Object.freeze([file]), null, ""]);
    read("4.16.0", data);
    expect(file).toEqual({ path: "/tmp/a.png", orig_name: "a.png" });
  });
});
