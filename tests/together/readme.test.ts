import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { number, Server, text } from "@gradio-ts/server";
import { afterEach, describe, expect, it, vi } from "vitest";

const ROOT = new URL("../../", import.meta.url).pathname;

/** The fenced blocks of a page, in order. */
async function blocks(page: string): Promise<{ readonly language: string; readonly text: string }[]> {
  const text = await readFile(join(ROOT, page), "utf8");
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language = "", block = ""]) => ({ language, text: block }));
}

/** Runs a program of the page, and gives what it prints. */
async function printed(program: string): Promise<string> {
  const folder = await mkdtemp(join(ROOT, "node_modules/.readme-"));
  const lines: string[] = [];
  vi.spyOn(console, "log").mockImplementation((...values: unknown[]) => void lines.push(values.join(" ")));
  try {
    const file = join(folder, "program.ts");
    await writeFile(file, program);
    await import(/* @vite-ignore */ file);
    return `${lines.join("\n")}\n`;
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe("the README", () => {
  afterEach(() => vi.restoreAllMocks());

  it("prints what it says it prints", async () => {
    const page = await blocks("README.md");
    const index = page.findIndex(({ language }) => language === "ts");
    await using app = new Server().api("/count", { inputs: { steps: number() }, output: number() }).handle(async function* ({ steps }) {
      for (let step = 0; step < steps; step++) yield step;
    });
    const { url } = await app.listen({ port: 0 });
    expect(await printed((page[index]?.text ?? "").replace("http://localhost:7860", url))).toBe(page[index + 1]?.text);
  });

  it("of the client runs (users.md row 54)", async () => {
    const program = (await blocks("packages/client/README.md")).find(({ language }) => language === "ts")?.text ?? "";
    await using app = new Server().api("/greet", { inputs: { name: text() }, output: text() }).handle(({ name }) => `Hello ${name}!`);
    const { url } = await app.listen({ port: 0 });
    const lines = await printed(program.replace("http://localhost:7860", url));
    expect(lines).toContain('predict("/greet", { name }) -> output');
    expect(lines).toMatch(/Hello Ada!\nSTARTING.*Hello Ada!\nFINISHED/s);
  });

  it("of the server mounts an app in two others, where it answers", async () => {
    const program = (await blocks("packages/server/README.md")).find(({ text }) => text.includes("hono.mount"))?.text ?? "";
    const call = `
      const listener = await new Promise<import("node:http").Server>((resolve) => {
        const opened = server.listen(0, () => resolve(opened));
      });
      const { port } = listener.address() as { port: number };
      const init = { method: "POST", headers: { "content-type": "application/json" }, body: '{"data":[4]}' };
      for (const answer of [await hono.request("/calc/gradio_api/run/double", init), await fetch(\`http://localhost:\${port}/calc/gradio_api/run/double\`, init)]) {
        console.log((await answer.json()).data[0]);
      }
      listener.closeAllConnections();
      listener.close();`;
    expect(await printed(program + call)).toBe("8\n8\n");
  });

  it("of the server runs, and its app answers", async () => {
    const program = (await blocks("packages/server/README.md")).find(({ language }) => language === "ts")?.text ?? "";
    const call = `
      import { Client } from "@gradio-ts/client";
      const client = await Client.connect(url);
      await client.predict("/count", ["cat"]);
      console.log(await client.predict("/count", ["cat"]), await client.predict("/spell", ["cat"]));
      await client.close();
      await app.close();`;
    expect(await printed(program.replace("app.listen()", "app.listen({ port: 0 })") + call)).toMatch(/\n1 cat\n$/);
  });

  it("has a server whose client gets what its comment says", async () => {
    const program = (await blocks("README.md")).filter(({ language }) => language === "ts")[1]?.text ?? "";
    const expected = /console\.log\(.*\/\/ (.*)$/m.exec(program)?.[1];
    expect(await printed(`${program.replace("app.listen()", "app.listen({ port: 0 })")}\nawait client.close(); await app.close();`)).toBe(
      `${expected}\n`,
    );
  });
});
