import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const place = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What the page never asks of the client: cookies and sockets are the browser's, the login is a form of its own, its calls are single. */
const NEVER = /^\..*\/(api-text|cookie-jar|enqueue-call|enter-locked-app|logger|map-rows|session-pool)\.js$/;

/** The client loads some of itself on demand. In one file that is only in the way: a wrapper around each module, and longer names. */
function atOnce(): Plugin {
  return {
    name: "at-once",
    transform(code, id) {
      if (!id.includes("/client/src/")) return;
      const wanted: string[] = [];
      const changed = code.replace(
        /\bimport\(("[^"]+")\)/g,
        (_, specifier: string) => `Promise.resolve(onDemand${wanted.push(specifier)})`,
      );
      const imports = wanted.map((specifier, index) => `import * as onDemand${index + 1} from ${specifier};`);
      return { code: [...imports, changed].join("\n"), map: null };
    },
  };
}

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
    alias: [
      { find: "./hugging-face.js", replacement: place("src/connection/no-hub.ts") },
      { find: NEVER, replacement: place("src/connection/never.ts") },
      { find: "ws", replacement: place("src/connection/never.ts") },
      { find: "#file-system", replacement: place("../client/src/files/no-file-system.ts") },
      { find: "#runtime-fetch", replacement: place("../client/src/http/runtime-fetch.ts") },
      { find: "@gradio-ts/client", replacement: place("../client/src/index.ts") },
      { find: "@gradio-ts/wire", replacement: place("../wire/src/index.ts") },
    ],
  },
  // The same in tests as when it is shipped.
  oxc: { jsx: { runtime: "automatic", importSource: "preact", development: false } },
  build: {
    target: "es2022",
    modulePreload: false,
    rolldownOptions: { input: place("src/main.tsx"), output: { codeSplitting: false } },
  },
  plugins: [atOnce(), asModule()],
});
