import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/main.ts"],
  format: "esm",
  platform: "node",
  target: "node20.19",
  fixedExtension: false,
  sourcemap: false,
  // Private: what is used of it travels inside.
  deps: { alwaysBundle: ["@gradio-ts/wire"] },
  // A program, no library: nobody imports it.
  dts: false,
});
