import { defineConfig } from "tsdown";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    machine: "src/files/machine.ts",
    "no-machine": "src/files/no-machine.ts",
  },
  // The page, as it is built: nothing in it is for a bundler.
  copy: [{ from: "../console/dist/files.js", to: "dist", rename: "console.js" }],
  format: "esm",
  platform: "neutral",
  target: "es2022",
  fixedExtension: false,
  sourcemap: true,
  // What both sides know of the wire is private: it travels inside each package, its declarations too.
  // What package.json chooses by conditions is left to it.
  deps: { alwaysBundle: ["@gradio-ts/wire"], neverBundle: [/^#/] },
  dts: { eager: true },
  // `Symbol.asyncDispose`, for those who compile without the types of Node.
  banner: { dts: '/// <reference lib="esnext.disposable" />' },
});
