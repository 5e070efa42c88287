import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (name: string) => fileURLToPath(new URL(`./packages/${name}/src/index.ts`, import.meta.url));
const alias = {
  "#runtime-fetch": fileURLToPath(new URL("./packages/client/src/http/node-fetch.ts", import.meta.url)),
  "#file-system": fileURLToPath(new URL("./packages/client/src/files/file-system.ts", import.meta.url)),
  "#machine": fileURLToPath(new URL("./packages/server/src/files/machine.ts", import.meta.url)),
  "@gradio-ts/client": source("client"),
  "@gradio-ts/server": source("server"),
  "@gradio-ts/wire": source("wire"),
};

// One file at a time: two cores, and a Python process is busy with itself.
const python = { fileParallelism: false, testTimeout: 60_000, hookTimeout: 180_000 };

export default defineConfig({
  resolve: { alias },
  test: {
    // Nothing may be left behind: an unhandled rejection anywhere fails the run.
    dangerouslyIgnoreUnhandledErrors: false,
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: [
            "packages/*/src/**/*.test.ts",
            "tests/live/{environment,matrix}/**/*.test.ts",
            "tests/{lists,soak,faults}/**/*.test.ts",
          ],
        },
      },
      { resolve: { alias }, test: { name: "together", include: ["tests/{together,security}/**/*.test.ts"] } },
      {
        resolve: { alias },
        test: { name: "cli", include: ["tests/cli/**/*.test.ts"], globalSetup: ["tests/cli/build-command.ts"], testTimeout: 30_000 },
      },
      // What the pages say, and the site made of them.
      {
        resolve: { alias },
        test: { name: "docs", include: ["tests/docs/**/*.test.ts"], globalSetup: ["tests/cli/build-command.ts"], testTimeout: 30_000 },
      },
      // By hand: minutes of waiting.
      { resolve: { alias }, test: { name: "long", include: ["tests/long/**/*.test.ts"], maxConcurrency: 8, hookTimeout: 180_000 } },
      // Once per version of Gradio.
      { resolve: { alias }, test: { name: "live", include: ["tests/live/*.test.ts"], ...python } },
      // Once: Gradio's own clients with a server of ours.
      { resolve: { alias }, test: { name: "interop", include: ["tests/live/interop/**/*.test.ts"], ...python } },
    ],
  },
});
