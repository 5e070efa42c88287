import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { repository } from "../../tests/live/environment/paths.js";

/** Where the client's bytes are: minified bytes of each room, the largest first. Of the sources, in one bundle for browsers. */
export async function roomSizes(): Promise<readonly (readonly [room: string, bytes: number])[]> {
  const { metafile } = await build({
    stdin: { contents: 'export { Client } from "./packages/client/src/index.ts";', resolveDir: repository },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    absWorkingDir: repository,
    tsconfig: "tsconfig.base.json",
    plugins: [forBrowsers],
    metafile: true,
    write: false,
    logLevel: "error",
  });
  const rooms = new Map<string, number>();
  for (const { inputs } of Object.values(metafile.outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) rooms.set(roomOf(path), (rooms.get(roomOf(path)) ?? 0) + bytesInOutput);
  }
  return [...rooms].sort(([, a], [, b]) => b - a);
}

/** What package.json chooses for browsers; tsconfig.base.json names what Node gets. */
const forBrowsers: Plugin = {
  name: "for browsers",
  setup({ onResolve }) {
    onResolve({ filter: /^#file-system$/ }, () => ({ path: join(repository, "packages/client/src/files/no-file-system.ts") }));
    onResolve({ filter: /^#runtime-fetch$/ }, () => ({ path: join(repository, "packages/client/src/http/runtime-fetch.ts") }));
  },
};

function roomOf(path: string): string {
  const dependency = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  if (dependency !== undefined) return dependency;
  const [, room, rest] = /packages\/(?:client\/src\/)?([^/]+)(\/.*)?$/.exec(path) ?? [];
  return rest === undefined ? "the files beside the rooms" : `${room}/`;
}
