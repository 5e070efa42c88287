import { Client, ClientClosedError, handleFile, InvalidArgumentError, type OutputFile, type Update, UploadError } from "@gradio-ts/client";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { CONFIG, completed, failed, json, ScriptedServer } from "./scripted-server.js";

const UPLOAD = "gradio_api/upload";
const JOIN = "gradio_api/queue/join";
const meta = { _type: "gradio.FileData" } as const;

describe("files of a scripted server", () => {
  let server: ScriptedServer;
  let client: Client;
  beforeEach(async () => {
    server = new ScriptedServer();
    server.on(UPLOAD, async ({ body, headers }) => {
      const form = await new Response(body as BodyInit, { headers }).formData();
      return json(form.getAll("files").map((file) => `/tmp/gradio/${(file as File).name}`));
    });
    client = await Client.connect("http://app.test", { fetch: server.fetch });
  });
  afterEach(() => client.close());

  describe("upload()", () => {
    it("gives what stands for the file in any number of calls, frozen", async () => {
      const file = await client.upload(new File(["x"], "x.txt"));
      expect(file).toEqual({ path: "/tmp/gradio/x.txt", orig_name: "x.txt", size: 1, mime_type: "text/plain", meta });
      expect(Object.isFrozen(file)).toBe(true);
      void client.predict("/echo", [file]).catch(() => {});
      await server.until(() => server.to(JOIN).length === 1);
      expect(server.to(JOIN)[0]?.body).toMatchObject({ data: [file] });
      expect(server.to(UPLOAD)).toHaveLength(1);
    });

    it("sends nothing where there is nothing to send", async () => {
      const known = { path: "/tmp/gradio/x.txt", meta } as const;
      expect(await client.upload(known)).toEqual(known);
      expect(await client.upload(handleFile("https://cdn.test/a.png"))).toEqual({
        path: "https://cdn.test/a.png",
        orig_name: "a.png",
        meta,
      });
      const job = client.submit("/echo", ["x"]);
      (await server.stream()).send(completed("e1", known));
      expect(await client.upload((await job.result()) as OutputFile)).toEqual(known);
      expect(server.to(UPLOAD)).toHaveLength(0);
    });

    it.each(["a.png", 5, null, undefined, {}, [new Blob()]])("takes files only, not %j", async (file) => {
      await expect(client.upload(file as never)).rejects.toThrow(InvalidArgumentError);
      expect(server.to(UPLOAD)).toHaveLength(0);
    });

    it("says handleFile() to who gives a path, and knows its options", async () => {
      await expect(client.upload("a.png" as never)).rejects.toThrow('handleFile("a.png")');
      await expect(client.upload(new Blob(), { onprogress: () => {} } as never)).rejects.toThrow(/no option "onprogress".*onProgress/);
      await expect(client.upload(new Blob(), { onProgress: 5 } as never)).rejects.toThrow(/onProgress must be a function/);
    });

    it("is ended by its signal, by the end of the client, and not begun after it", async () => {
      server.on(UPLOAD, () => new Promise(() => {}));
      const controller = new AbortController();
      const first = client.upload(new Blob(["x"]), { signal: controller.signal });
      const second = client.upload(new Blob(["x"]));
      await server.until(() => server.to(UPLOAD).length === 2);
      controller.abort("enough");
      await expect(first).rejects.toMatchObject({ code: "CANCELLED", cause: "enough" });
      await client.close();
      await expect(second).rejects.toMatchObject({ code: "CANCELLED" });
      expect(server.to(UPLOAD).map(({ signal }) => signal?.aborted)).toEqual([true, true]);
      await expect(client.upload(new Blob(["x"]))).rejects.toThrow(ClientClosedError);
    });

    it("leaves an error of the callback to itself", async () => {
      const uncaught = vi.fn();
      const listeners = process.listeners("uncaughtException");
      process.removeAllListeners("uncaughtException").on("uncaughtException", uncaught);
      onTestFinished(() => {
        process.removeAllListeners("uncaughtException");
        for (const listener of listeners) process.on("uncaughtException", listener);
      });
      const onProgress = () => {
        throw new Error("mine");
      };
      await client.upload(new Blob(["x"]), { onProgress });
      await vi.waitFor(() => expect(uncaught).toHaveBeenCalled());
    });
  });

  it("are told of in the updates of their job, before it joins", async () => {
    const updates: Update[] = [];
    const job = client.submit("/echo", [[new File(["xyz"], "a.txt"), new File([], "b.txt")]], {
      onUpdate: (update) => updates.push(update),
    });
    (await server.stream()).send(completed("e1", "x"));
    await job.result();
    const kinds = updates.map((update) => (update.type === "status" ? update.code : update.type));
    expect(kinds.slice(0, 4)).toEqual(["STARTING", "upload", "upload", "JOINING_QUEUE"]);
    expect(updates.slice(1, 3)).toEqual([
      { type: "upload", name: "a.txt", loaded: 3, total: 3 },
      { type: "upload", name: "b.txt", loaded: 0, total: 0 },
    ]);
    expect(updates.every((update) => Object.isFrozen(update))).toBe(true);
  });

  it("at a private address are refused before anything is sent, where the server would refuse them", async () => {
    const error = await client.submit("/echo", [handleFile("http://localhost/x.png")]).exception();
    expect(error).toBeInstanceOf(UploadError);
    expect(error).toMatchObject({ code: "UPLOAD_FAILED", file: "http://localhost/x.png", retryable: false });
    expect([server.to(UPLOAD).length, server.to(JOIN).length]).toEqual([0, 0]);
  });

  it("that the server would not fetch after all fail the call as an upload", async () => {
    const job = client.submit("/echo", [handleFile("https://intranet.test/x.png")]);
    (await server.stream()).send(failed("e1", { error: "Hostname intranet.test failed validation" }));
    const error = await job.exception();
    expect(error).toBeInstanceOf(UploadError);
    expect(error).toMatchObject({ eventId: "e1", cause: { code: "APP_ERROR" }, message: expect.stringMatching(/Fetch it yourself/) });
  });

  it("go inside the call where a version has no way to upload", async () => {
    server.on("config", () => json({ ...CONFIG, version: "3.0.24\n", protocol: undefined, api_prefix: undefined, components: OLD }));
    server.on("info", () => json({ detail: "Not Found" }, 404));
    server.on("api/*", () => json({ data: [{ name: "b.txt", size: 2, data: "data:text/plain;base64,aGk=" }], duration: 0.1 }));
    const old = await Client.connect("http://app.test", { fetch: server.fetch });
    const output = (await old.predict("/echo", [new File(["hi"], "a.txt", { type: "text/plain" })])) as OutputFile;
    const sent = server.requests.find(({ method }) => method === "POST");
    expect(sent?.body).toMatchObject({ data: [{ name: "a.txt", data: "data:text/plain;base64,aGk=", is_file: false, size: 2 }] });
    expect([output.name, await output.text()]).toEqual(["b.txt", "hi"]);
    expect((await old.upload(new Blob(["hi"]))).url).toBe("data:application/octet-stream;base64,aGk=");
    expect(server.to("upload")).toHaveLength(0);
    await old.close();
  });
});

/** As Gradio 3.0 lists them. */
const OLD = [
  { id: 1, type: "file", props: { label: "file", name: "file" } },
  { id: 2, type: "file", props: { label: "output", name: "file" } },
  { id: 3, type: "state", props: { name: "state" } },
];
