import { AppError, Client, ConnectionError, GradioError, InvalidArgumentError, UnsupportedAppError } from "@gradio-ts/client";
import { describe, expect, it } from "vitest";
import { connect } from "./calls/connect.js";
import { liveServers, since } from "./live-servers.js";

describe.each(liveServers())("Errors of Gradio $version", ({ url, version }) => {
  // Of a `gr.Error` earlier versions send the message alone.
  const told = (title: string) => ({ title: since(version, "5.2") ? title : "Error", duration: since(version, "4.37") ? 3 : 10 });

  it("rejects with the message of an exception", async () => {
    const client = await connect(url);
    const job = client.submit("/fail", ["x"]);
    const error = await job.exception();
    expect(error).toBeInstanceOf(AppError);
    expect(error).toBeInstanceOf(GradioError);
    expect(error).toMatchObject({ code: "APP_ERROR", message: "cannot do x", retryable: false, title: "Error" });
    expect((error as GradioError).eventId).toBe(job.eventId);
    await expect(job.result()).rejects.toBe(error);
    expect(job.status()).toMatchObject({ code: "FINISHED", success: false, error });
    expect([job.done(), job.cancelled()]).toEqual([true, false]);
  });

  it("rejects with the message, title and duration of a gr.Error", async () => {
    const client = await connect(url);
    const error = await client.submit("/refuse", ["x"]).exception();
    expect(error).toMatchObject({
      name: "AppError",
      code: "APP_ERROR",
      message: "won't do x",
      ...told("Closed"),
      visible: true,
    });
  });

  it("tells of a gr.Error after the first output as of one before", async () => {
    const client = await connect(url);
    const job = client.submit("/refuse_late", ["x"]);
    expect(await job.exception()).toMatchObject({ message: "enough", ...told("Closed") });
    expect(job.outputs()).toEqual(["x"]);
  });

  it("rejects where an unqueued function fails, in the same way", async () => {
    const client = await connect(url);
    await expect(client.predict("/direct_fail", ["x"])).rejects.toMatchObject({ code: "APP_ERROR", message: "cannot do x" });
    await expect(client.predict("/direct_refuse", ["x"])).rejects.toMatchObject({
      code: "APP_ERROR",
      message: "won't do x",
      ...told("Closed"),
    });
  });

  it("serves the next call after a failed one", async () => {
    const client = await connect(url);
    await expect(client.predict("/fail", ["x"])).rejects.toThrow(AppError);
    expect(await client.predict("/echo", ["x"])).toBe("echo: x");
    await expect(client.predict("/fail_late", ["x"])).rejects.toThrow(AppError);
    await expect(client.predict("/direct_fail", ["x"])).rejects.toThrow(AppError);
    expect(await client.predict("/echo", ["y"])).toBe("echo: y");
  });

  it("fails one call without hurting others of the session", async () => {
    const client = await connect(url);
    const good = client.submit("/tick", ["good", 6, 0.1]);
    const results = await Promise.allSettled([client.predict("/fail", ["x"]), client.predict("/fail_late", ["x"])]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await good.result()).toBe("good 5");
    expect(good.outputs()).toHaveLength(6);
  });

  it("raises no unhandled rejection for a failed job that nobody asks", async () => {
    const client = await connect(url);
    const job = client.submit("/fail", ["x"]);
    while (!job.done()) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(job.status().success).toBe(false);
  });

  it("gives an error that is safe to log", async () => {
    const client = await connect(url);
    const error = (await client.submit("/fail", ["x"]).exception()) as GradioError;
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ name: "AppError", code: "APP_ERROR", message: "cannot do x" });
  });

  it("tells where there is no app from where nobody answers", async () => {
    await expect(Client.connect(`${url}nowhere/`)).rejects.toThrow(UnsupportedAppError);
    await expect(Client.connect("http://127.0.0.1:9/", { maxRetries: 0 })).rejects.toThrow(ConnectionError);
    await expect(Client.connect("127.0.0.1:7860")).rejects.toThrow(InvalidArgumentError);
  });
});
