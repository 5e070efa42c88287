import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (name: string) => fileURLToPath(new URL(`./packages/${name}/src/index.ts`, import.meta.url));
const alias = { "@gradio-ts/client": source("client"), "@gradio-ts/server": source("server"), "@gradio-ts/wire": source("wire") };

export default defineConfig({
  resolve: { alias },
  test: {
    // Nothing may be left behind: an unhandled rejection anywhere fails the run.
    dangerouslyIgnoreUnhandledErrors: false,
    projects: [
      { resolve: { alias }, test: { name: "unit", include: ["packages/*/src/**/*.test.ts"] } },
      { resolve: { alias }, test: { name: "together", include: ["tests/together/**/*.test.ts"] } },
      {
        resolve: { alias },
        // One server at a time: two cores, and a Python process is busy with itself.
        test: { name: "live", include: ["tests/live/**/*.test.ts"], fileParallelism: false, testTimeout: 60_000, hookTimeout: 180_000 },
      },
    ],
  },
});
