import { format } from "node:util";
import type { Server } from "@gradio-ts/server";
import { vi } from "vitest";

/** What a program of a page leaves behind, if it serves an app. */
export interface Served {
  readonly url?: string;
  readonly app?: Pick<Server, "close">;
}

/** Runs a module in this process. @returns what it prints, and what it leaves */
export async function runProgram(file: string): Promise<{ readonly printed: string; readonly left: Served }> {
  const lines: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((...values: unknown[]) => void lines.push(format(...values)));
  try {
    const left = (await import(/* @vite-ignore */ file)) as Served;
    return { printed: lines.map((line) => `${line}\n`).join(""), left };
  } finally {
    log.mockRestore();
  }
}
