import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const alias = {
  "#console": file("./packages/server/src/documents/no-console.ts"),
  "#runtime-fetch": file("./packages/client/src/http/node-fetch.ts"),
  "#file-system": file("./packages/client/src/files/file-system.ts"),
  "#machine": file("./packages/server/src/files/machine.ts"),
  "@gradio-ts/client": file("./packages/client/src/index.ts"),
  "@gradio-ts/server": file("./packages/server/src/index.ts"),
  "@gradio-ts/wire": file("./packages/wire/src/index.ts"),
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
      // Needs Chromium.
      {
        resolve: { alias: { ...alias, "#console": file("./packages/console/dist/files.js") } },
        test: {
          name: "console",
          include: ["tests/console/**/*.test.ts"],
          globalSetup: ["tests/console/build-page.ts", "tests/console/build-command.ts"],
          testTimeout: 30_000,
        },
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
