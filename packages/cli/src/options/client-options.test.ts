import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientOptions } from "./client-options.js";
import { huggingFaceToken } from "./hugging-face-token.js";
import { readSecrets } from "./read-secrets.js";
import { tokenFor } from "./token-for.js";

const NOBODY = { HF_TOKEN_PATH: "/nonexistent/token" };

describe("The token of Hugging Face", () => {
  let home = "";
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "gradio-ts-home-"));
    for (const [folder, token] of [
      [".cache/huggingface", "by default\n"],
      ["xdg/huggingface", "by XDG"],
      ["hf", "by HF_HOME"],
    ] as const) {
      await mkdir(join(home, folder), { recursive: true });
      await writeFile(join(home, folder, "token"), token);
    }
    await writeFile(join(home, "mine"), " by path \n");
  });
  afterAll(() => rm(home, { recursive: true }));

  it.each<[Record<string, string>, string | undefined]>([
    [{ HF_TOKEN: " hf_x \n", HF_TOKEN_PATH: "~/mine" }, "hf_x"],
    [{ HF_TOKEN: "", HF_TOKEN_PATH: "~/mine" }, "by path"],
    [{ HF_HOME: "~/hf", XDG_CACHE_HOME: "/nonexistent" }, "by HF_HOME"],
    [{ XDG_CACHE_HOME: "~/xdg" }, "by XDG"],
    [{}, "by default"],
    [NOBODY, undefined],
  ])("is looked for where its own tools do: %j", (environment, token) => {
    expect(huggingFaceToken(environment, home)).toBe(token);
  });

  it("goes to an app's code only where an endpoint requires it, and never from the file of `hf auth login`", () => {
    const endpoint = (oauthToken: "required" | "optional" | null) => ({ oauthToken }) as Parameters<typeof tokenFor>[0];
    expect(tokenFor(endpoint("required"), {}, { HF_TOKEN: "hf_x" })).toBe("hf_x");
    expect(tokenFor(endpoint("required"), { token: "flag" }, { HF_TOKEN: "hf_x" })).toBe("flag");
    expect(tokenFor(endpoint("required"), {}, {})).toBeUndefined();
    expect(tokenFor(endpoint("optional"), {}, { HF_TOKEN: "hf_x" })).toBeUndefined();
    expect(tokenFor(endpoint(null), { token: "flag" }, {})).toBeUndefined();
  });
});

describe("Flags and environment", () => {
  it("become options of the client, a flag before a variable", () => {
    expect(
      clientOptions({ token: "t", auth: "ada:a:b", header: ["X-A: 1", "x-b:two words "], timeout: 5 }, { GRADIO_AUTH: "x:y" }),
    ).toEqual({
      token: "t",
      auth: ["ada", "a:b"],
      headers: { "X-A": "1", "x-b": "two words" },
      connectTimeout: Number.POSITIVE_INFINITY,
    });
    expect(clientOptions({}, { ...NOBODY, GRADIO_AUTH: "ada:pass" })).toEqual({ auth: ["ada", "pass"] });
    expect(clientOptions({}, { ...NOBODY, GRADIO_AUTH: "" })).toEqual({});
  });

  it("are refused without telling the secret that they hold", () => {
    for (const flags of [
      { auth: "s3cret" },
      { auth: ":s3cret" },
      { header: ["name s3cret"] },
      { header: ["name: a\ns3cret"] },
      { header: [": s3cret"] },
    ]) {
      expect(() => clientOptions(flags, NOBODY)).toThrow(/^(?!.*s3cret)/s);
    }
    expect(() => readSecrets(["=s3cret"], {})).toThrow(/^(?!.*s3cret)/s);
  });

  it("give secrets by name or by value", () => {
    expect(readSecrets(["A", "B=b=c", "C="], { A: "a" })).toEqual({ A: "a", B: "b=c", C: "" });
    expect(() => readSecrets(["A"], {})).toThrow("there is no A in the environment");
  });
});
