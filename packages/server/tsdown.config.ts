import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts"],
  format: "esm",
  platform: "neutral",
  target: "es2022",
  fixedExtension: false,
  sourcemap: true,
  // What both sides know of the wire is private: it travels inside each package, its declarations too.
  deps: { alwaysBundle: ["@gradio-ts/wire"] },
  dts: { eager: true },
  // `Symbol.asyncDispose`, for those who compile without the types of Node.
  banner: { dts: '/// <reference lib="esnext.disposable" />' },
});
