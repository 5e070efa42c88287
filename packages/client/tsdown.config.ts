import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts"],
  format: "esm",
  platform: "neutral",
  target: "es2022",
  dts: true,
  sourcemap: true,
  // What both sides know of the wire is private: it travels inside each package.
  noExternal: ["@gradio-ts/wire"],
  tsconfig: "tsconfig.json",
  fixedExtension: false,
});
