import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { versions } from "./versions.js";

export interface Python {
  /** The interpreter itself: uv may fail on a shim of pyenv. */
  readonly executable: string;
  /** E.g. `"3.11"`. */
  readonly version: string;
}

const oldest = 10;
const probe =
  'import ensurepip, json, sys, venv; print(json.dumps({"executable": sys.executable, "version": "%d.%d" % sys.version_info[:2]}))';

/** The pinned Python, or any other from 3.10 on. Looks through the whole PATH, since the first hit may be a shim that refuses to run. */
export function findPython(): Python {
  const names = [`python${versions.python}`, "python3.12", "python3.10", "python3.13", "python3", "python"];
  const folders = [...new Set((process.env["PATH"] ?? "").split(delimiter))];
  const usable: Python[] = [];
  for (const name of names) {
    for (const folder of folders) {
      const python = ask(join(folder, name));
      if (python?.version === versions.python) return python;
      if (python !== undefined) usable.push(python);
    }
  }
  const [first] = usable;
  if (first === undefined) {
    throw new Error(
      `Live tests need Python ${versions.python} (3.${oldest} at least, with the venv module), and none is on the PATH. ` +
        `On Debian or Ubuntu: apt-get install python3 python3-venv`,
    );
  }
  return first;
}

function ask(file: string): Python | undefined {
  if (!existsSync(file)) return undefined;
  const { status, stdout } = spawnSync(file, ["-c", probe], { encoding: "utf8", timeout: 20_000 });
  if (status !== 0) return undefined;
  const python = JSON.parse(stdout) as Python;
  const [major, minor] = python.version.split(".").map(Number);
  return major === 3 && minor !== undefined && minor >= oldest ? python : undefined;
}
