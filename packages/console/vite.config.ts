import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const place = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Leaves one module that holds the page's files as texts: a server has them wherever it runs, with a disk or without. */
function asModule(): Plugin {
  return {
    name: "as-module",
    generateBundle: {
      // When the chunk is as it will be.
      order: "post",
      handler(_options, bundle) {
        const files = Object.values(bundle);
        const script = files.find((file) => file.type === "chunk");
        const style = files.find((file) => file.type === "asset" && file.fileName.endsWith(".css"));
        if (script?.type !== "chunk" || style?.type !== "asset" || files.length !== 2)
          throw new Error("The page is one script and one style sheet.");
        const texts = { script: script.code, style: String(style.source) };
        for (const name of Object.keys(bundle)) delete bundle[name];
        this.emitFile({ type: "asset", fileName: "files.js", source: `export const consoleFiles = ${JSON.stringify(texts)};\n` });
      },
    },
  };
}

export default defineConfig({
  resolve: {
    alias: {
      "./cookie-jar.js": place("src/connection/no-cookies.ts"),
      "./http/cookie-jar.js": place("src/connection/no-cookies.ts"),
      "./hugging-face.js": place("src/connection/no-hub.ts"),
      "#file-system": place("../client/src/files/no-file-system.ts"),
      "#runtime-fetch": place("../client/src/http/runtime-fetch.ts"),
      "@gradio-ts/client": place("../client/src/index.ts"),
      "@gradio-ts/wire": place("../wire/src/index.ts"),
    },
  },
  // The same in tests as when it is shipped.
  oxc: { jsx: { runtime: "automatic", importSource: "preact", development: false } },
  build: {
    target: "es2022",
    modulePreload: false,
    rolldownOptions: { input: place("src/main.tsx"), output: { codeSplitting: false } },
  },
  plugins: [asModule()],
});
