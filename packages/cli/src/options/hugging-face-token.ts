import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Environment } from "./common-flags.js";

/** The token of the environment: `HF_TOKEN`, else what `hf auth login` wrote, where its own tools look for it. */
export function huggingFaceToken(environment: Environment, home: string = homedir()): string | undefined {
  const { HF_TOKEN, HF_TOKEN_PATH, HF_HOME, XDG_CACHE_HOME } = environment;
  const token = HF_TOKEN?.trim();
  if (token) return token;
  const file = HF_TOKEN_PATH || join(HF_HOME || join(XDG_CACHE_HOME || join(home, ".cache"), "huggingface"), "token");
  return readToken(file.replace(/^~(?=\/)/, home));
}

function readToken(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").trim() || undefined;
  } catch {
    // Nobody has logged in here.
    return undefined;
  }
}
