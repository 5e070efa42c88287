import { ValidationError } from "@gradio-ts/client";
import { describe, expect, it } from "vitest";
import { connect } from "./calls/connect.js";
import { liveServers, since } from "./live-servers.js";

describe.each(liveServers())("Validators of Gradio $version", ({ url, version }) => {
  const validates = it.runIf(since(version, "5.45"));

  validates("let valid inputs through", async () => {
    const client = await connect(url);
    expect(await client.predict("/order", ["Ada", 2])).toBe("2 for Ada");
    expect(await client.predict("/short_echo", ["abcd"])).toBe("echo: abcd");
  });

  validates("refuse inputs with an issue for each parameter at fault, and only for those", async () => {
    const client = await connect(url);
    expect(await refusal(client.predict("/order", ["", 0]))).toMatchObject({
      code: "VALIDATION",
      status: 422,
      retryable: false,
      issues: [
        { parameter: "name", message: "Say who you are." },
        { parameter: "amount", message: "At least one." },
      ],
    });
    expect((await refusal(client.predict("/order", ["Ada", 0]))).issues).toEqual([{ parameter: "amount", message: "At least one." }]);
    const { issues, message } = await refusal(client.predict("/short_echo", { text: "abcde" }));
    expect(issues).toEqual([{ parameter: "text", message: "abcde is too long." }]);
    expect(message).toContain("abcde is too long.");
  });

  validates("end the job without a place in the queue, and leave the session in order", async () => {
    const client = await connect(url);
    const job = client.submit("/order", ["", 1]);
    expect(await job.exception()).toBeInstanceOf(ValidationError);
    expect(job.status()).toMatchObject({ code: "FINISHED", success: false });
    expect(job.eventId).toBeUndefined();
    expect(job.outputs()).toEqual([]);
    expect(await client.predict("/order", ["Ada", 1])).toBe("1 for Ada");
  });
});

async function refusal(call: Promise<unknown>): Promise<ValidationError> {
  const error = await call.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ValidationError);
  return error as ValidationError;
}
