import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findPython, type Python } from "./find-python.js";
import { withLock } from "./lock.js";
import { liveFolder, liveTests } from "./paths.js";
import { runCommand } from "./run-command.js";
import { allGradio, versions } from "./versions.js";

/**
 * A Python environment in `.live/`, made if it is not there or its requirements have changed.
 * @param name A pinned version of Gradio, or one of the other environments in `versions.json`.
 * @returns Its interpreter.
 */
export function prepareEnvironment(name: string): Promise<string> {
  return withLock(() => prepare(name, (python) => pinnedRequirements(name, python)));
}

/** An environment with the newest Gradio the package index has, whatever it is. Made anew each time. */
export function prepareLatest(): Promise<string> {
  return withLock(async () => {
    await rm(join(liveFolder, "latest"), { recursive: true, force: true });
    return prepare("latest", () => ["gradio"]);
  });
}

async function prepare(name: string, requirements: (python: Python) => readonly string[]): Promise<string> {
  const folder = join(liveFolder, name);
  const interpreter = join(folder, "bin", "python");
  const stamp = join(folder, "requirements.sha256");
  const found = findPython();
  const args = requirements(found);
  const hash = await fingerprint([found.version, versions.uv, ...args]);
  if (existsSync(interpreter) && (await readFile(stamp, "utf8").catch(() => "")) === hash) return interpreter;

  console.error(`Installing ${name} into .live/ with Python ${found.version} …`);
  const uv = await prepareUv(found);
  // The interpreter comes from this machine and no other place.
  const env = { ...process.env, UV_PYTHON_DOWNLOADS: "never", UV_NO_PROGRESS: "1", VIRTUAL_ENV: undefined };
  await rm(folder, { recursive: true, force: true });
  await runCommand(uv, ["venv", "--quiet", "--python", found.executable, folder], { env });
  await runCommand(uv, ["pip", "install", "--quiet", "--python", interpreter, ...args], { env });
  await writeFile(stamp, hash);
  return interpreter;
}

/** The exact pins are for one Python. For another one the packages of the same date are taken. */
function pinnedRequirements(name: string, python: Python): readonly string[] {
  const pin = allGradio[name];
  if (pin !== undefined && python.version !== versions.python) {
    return ["--exclude-newer", pin.excludeNewer, `gradio==${name}`, ...pin.extras];
  }
  const files = pin === undefined ? versions.environments[name] : [`${name}.txt`];
  if (files === undefined) {
    const known = [...Object.keys(allGradio), ...Object.keys(versions.environments)].join(", ");
    throw new Error(`versions.json knows no environment "${name}", only ${known}`);
  }
  return files.flatMap((file) => ["--requirements", join(liveTests, "requirements", file)]);
}

async function fingerprint(parts: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(existsSync(part) ? await readFile(part) : part).update("\0");
  return hash.digest("hex");
}

async function prepareUv(python: Python): Promise<string> {
  const folder = join(liveFolder, "uv");
  const uv = join(folder, "bin", "uv");
  const version = existsSync(uv) ? await runCommand(uv, ["--version"]).catch(() => "") : "";
  if (!version.startsWith(`uv ${versions.uv}`)) {
    await rm(folder, { recursive: true, force: true });
    await runCommand(python.executable, ["-m", "venv", folder]);
    await runCommand(join(folder, "bin", "python"), ["-m", "pip", "install", "--quiet", `uv==${versions.uv}`]);
  }
  return uv;
}
