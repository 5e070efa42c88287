import { defineConfig, type UserConfig } from "tsdown";

const common: UserConfig = {
  format: "esm",
  platform: "neutral",
  target: "es2022",
  fixedExtension: false,
  // What both sides know of the wire is private: it travels inside each package, its declarations too.
  // What package.json chooses by conditions is left to it.
  deps: { alwaysBundle: ["@gradio-ts/wire"], neverBundle: [/^#/] },
};

const code = defineConfig({
  ...common,
  entry: {
    index: "src/index.ts",
    "code-program": "src/view-api/code-program.ts",
    "code-snippet": "src/view-api/code-snippet.ts",
    "download-files": "src/files/download-files.ts",
    "handle-file": "src/files/handle-file.ts",
    "node-fetch": "src/http/node-fetch.ts",
    "runtime-fetch": "src/http/runtime-fetch.ts",
    "file-system": "src/files/file-system.ts",
    "no-file-system": "src/files/no-file-system.ts",
  },
  sourcemap: true,
  outputOptions: {
    // Bundlers load or leave whole files: what a page loads first is one, each export of index.ts is one, and what these share with calls is one.
    codeSplitting: {
      groups: [
        { name: "errors", test: /src\/(errors|gradio-error)\.ts$/, priority: 4 },
        { name: "is-output-file", test: /\/is-output-file\.ts$/, priority: 3 },
        { name: "client", test: /src\/client\.ts$/, priority: 2 },
        { name: "shared", test: /(?<!code-program|code-snippet|download-files|handle-file)\.ts$/, minShareCount: 2, priority: 1 },
      ],
    },
  },
  dts: false,
});

const declarations = defineConfig({
  ...common,
  entry: { index: "src/index.ts" },
  clean: false,
  dts: { eager: true, emitDtsOnly: true },
  // `Symbol.asyncDispose`, for those who compile without the types of Node.
  banner: { dts: '/// <reference lib="esnext.disposable" />' },
});

export default [code, declarations];
