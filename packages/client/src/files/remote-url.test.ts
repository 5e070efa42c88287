import { describe, expect, it } from "vitest";
import { AppError, UploadError } from "../errors.js";
import { handleFile } from "./handle-file.js";
import { refusedUrl } from "./refused-url.js";
import { isPrivateUrl, remoteUrl } from "./remote-url.js";

describe("remoteUrl", () => {
  it("is that of what the app's server is to fetch", () => {
    expect(remoteUrl(handleFile("https://x.test/a"))).toBe("https://x.test/a");
    expect(remoteUrl(handleFile(new URL("HTTP://x.test/a")))).toBe("http://x.test/a");
    for (const source of ["file:///a", "data:,x", "/a", new Uint8Array()]) expect(remoteUrl(handleFile(source))).toBeUndefined();
  });
});

describe("isPrivateUrl", () => {
  it.each([
    "http://localhost:7860/x",
    "http://a.localhost",
    "http://localhost.",
    "http://127.0.0.1/x",
    "http://2130706433/",
    "http://10.1.2.3",
    "http://172.16.0.1",
    "http://172.31.0.1",
    "http://192.168.1.1",
    "http://169.254.169.254/latest",
    "http://100.64.0.1",
    "http://0.0.0.0",
    "http://[::1]:80",
    "http://[::ffff:127.0.0.1]/",
    "http://[fd00::1]",
    "http://[fe80::1]",
    "http://printer.local",
  ])("knows %s", (url) => expect(isPrivateUrl(url)).toBe(true));

  it.each([
    "https://huggingface.co/x",
    "http://8.8.8.8",
    "http://172.32.0.1",
    "http://100.128.0.1",
    "http://[2606:4700::1]",
    "https://local.test",
    "http://fd.test",
  ])("leaves %s to the server", (url) => expect(isPrivateUrl(url)).toBe(false));
});

describe("refusedUrl", () => {
  const url = "https://intranet.test/x.png";
  const data = [{ deep: [handleFile(url)] }, "https://text.test"];

  it.each([
    "Hostname intranet.test failed validation",
    "Unable to resolve hostname intranet.test: [Errno -2] Name or service not known",
    "Failed to download file. Status code: 404",
    `[Errno 2] No such file or directory: '${url}'`,
  ])("knows a file that the server did not fetch by its words: %s", (message) => {
    const app = new AppError(message, { eventId: "e1" });
    const error = refusedUrl(app, data);
    expect(error).toBeInstanceOf(UploadError);
    expect(error).toMatchObject({
      file: url,
      cause: app,
      eventId: "e1",
      message: expect.stringMatching(/Fetch it yourself, and give its bytes/),
    });
  });

  it("leaves every other failure as it is", () => {
    expect(refusedUrl(new AppError("Hostname other.test failed validation"), data)).toBeUndefined();
    expect(refusedUrl(new AppError("Hostname text.test failed validation"), data)).toBeUndefined();
    expect(refusedUrl(new AppError("Failed to download file. Status code: 404"), ["https://text.test"])).toBeUndefined();
    expect(refusedUrl(new AppError("no"), data)).toBeUndefined();
    expect(refusedUrl(new Error("Hostname intranet.test failed validation"), data)).toBeUndefined();
  });
});
