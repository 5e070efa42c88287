import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/main.ts"],
  format: "esm",
  platform: "node",
  target: "node20.19",
  fixedExtension: false,
  sourcemap: false,
  // The page, as it is built: nothing in it is for a bundler.
  copy: [{ from: "../console/dist/files.js", to: "dist", rename: "console-files.js" }],
  // Private: what is used of it travels inside. What package.json names is left to it.
  deps: { alwaysBundle: ["@gradio-ts/wire"], neverBundle: [/^#/] },
  // A program, no library: nobody imports it.
  dts: false,
});
