import type { BundleSize } from "../../scripts/packages/bundle-size.js";
import { PACKAGES, type PackageName } from "../measure/import-time.js";
import { short, spread, spreadText } from "./spread.js";
import { table } from "./table.js";
import { LARGEST_BUNDLE, LARGEST_CORE, verdict } from "./targets.js";

export function importTable(times: Readonly<Record<PackageName, readonly number[]>>): string {
  const other = spread(times["@gradio/client"]).median;
  const rows = PACKAGES.map((name) => {
    const time = spread(times[name]);
    const judged = name === "@gradio-ts/client" ? ["≤ `@gradio/client`", verdict(time.median <= other)] : ["", ""];
    return [`\`${name}\``, spreadText(time), short(time.median / other), ...judged];
  });
  return table(["package", "time, ms", "× `@gradio/client`", "target", ""], 1, rows);
}

export function bundleTable(sizes: Readonly<Record<PackageName, BundleSize>>): string {
  const rows = PACKAGES.map((name) => {
    const { core, everything } = sizes[name];
    const judged =
      name === "@gradio-ts/client"
        ? [
            `≤ ${LARGEST_CORE / 1000} kB: ${verdict(core <= LARGEST_CORE)}`,
            `≤ ${LARGEST_BUNDLE / 1000} kB: ${verdict(everything <= LARGEST_BUNDLE)}`,
          ]
        : ["", ""];
    return [`\`${name}\``, kilobytes(core), kilobytes(everything), ...judged];
  });
  return table(["package", "loaded first", "all", "loaded first", "all"], 1, rows);
}

/** Where the bytes are. */
export function roomTable(rooms: readonly (readonly [room: string, bytes: number])[]): string {
  const total = rooms.reduce((sum, [, bytes]) => sum + bytes, 0);
  const rows = rooms.map(([room, bytes]) => [room, kilobytes(bytes), `${Math.round((100 * bytes) / total)} %`]);
  return table(["part of `@gradio-ts/client`", "minified", "share"], 1, rows);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
