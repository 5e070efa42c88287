import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { removeAtExit } from "./remove-at-exit.js";

const SERVER = new URL("../server.ts", import.meta.url).href;
const FORM = '--b\r\ncontent-disposition: form-data; name="files"; filename="a.txt"\r\n\r\nhi\r\n--b--\r\n';

/** A program that takes in a file and then does something. */
const program = (last: string) => `
  import { Server } from ${JSON.stringify(SERVER)};
  const app = new Server();
  const headers = { "content-type": "multipart/form-data; boundary=b" };
  const answer = await app.fetch("http://app/gradio_api/upload", { method: "POST", headers, body: ${JSON.stringify(FORM)} });
  console.log((await answer.json())[0]);
  ${last}`;

test.each([
  ["ends by itself", ""],
  ["is ended by process.exit()", "process.exit(3)"],
  ["ends by an exception", 'throw new Error("over")'],
])(
  "the folder of uploads has gone when the process %s",
  (_, last) => {
    const folder = mkdtempSync(join(tmpdir(), "exit-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const args = ["--import", "tsx", "--input-type=module", "--eval", program(last)];
    const { stdout } = spawnSync(process.execPath, args, { encoding: "utf8", env: { ...process.env, TMPDIR: folder } });
    expect(stdout.trim()).toMatch(/a\.txt$/);
    expect(existsSync(stdout.trim())).toBe(false);
    expect(readdirSync(folder).filter((name) => name.startsWith("gradio-ts-"))).toEqual([]);
  },
  30_000,
);

test("many folders are looked after by one listener, which goes with the last", () => {
  const before = process.listenerCount("exit");
  const forgets = Array.from({ length: 20 }, (_, index) => removeAtExit(join(tmpdir(), `not-there-${index}`)));
  expect(process.listenerCount("exit")).toBe(before + 1);
  for (const forget of forgets) forget();
  expect(process.listenerCount("exit")).toBe(before);
});
