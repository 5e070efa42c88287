import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Client, codeProgram } from "@gradio-ts/client";
import { json, Server, text } from "@gradio-ts/server";
import { expect, it } from "vitest";
import { compilePrograms } from "../docs/compile-programs.js";
import { liveFolder } from "../live/environment/paths.js";

const CAPTION = "a caption that is long enough";

it("a program in TypeScript compiles as strictly as this repository", { timeout: 120_000 }, async () => {
  const app = new Server({ title: "printed" })
    .api("/show", { output: [text(), json()] })
    .handle(() => [CAPTION, { "a b": [{ caption: `${CAPTION}!` }] }] as const)
    .api("/spell", { inputs: { text: text() }, output: text() })
    .handle(async function* () {
      yield `${CAPTION}?`;
    });
  const client = await Client.connect((await app.listen({ port: 0 })).url);
  const inputs = [CAPTION, `${CAPTION}!`, `${CAPTION}?`];
  const calls = [
    { endpoint: "/show", output: await client.predict("/show") },
    ...inputs.map((given) => ({ endpoint: "/spell", inputs: [given], output: `${CAPTION}?` })),
  ];
  const program = codeProgram(client.viewApi(), calls);
  await client.close();
  await app.close({ drain: 0 });
  for (const passed of ["showOutput[0]", 'showOutput[1]["a b"][0].caption', "spellOutput2"])
    expect(program).toContain(`{ text: ${passed} }`);

  await mkdir(liveFolder, { recursive: true });
  const folder = await mkdtemp(join(liveFolder, "printed-"));
  const file = join(folder, "program.ts");
  await writeFile(file, program);
  expect([...compilePrograms([file])]).toEqual([]);
  await rm(folder, { recursive: true });
});
