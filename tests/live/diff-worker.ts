import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { liveTests } from "./environment/paths.js";

/** Python's own idea of what changed: `gradio.utils.diff` of one version, see apps/diff_worker.py. */
export interface DiffWorker {
  /**
   * The edits between neighbours of `values`, each as JSON text (Python tells `1` from `1.0`); `null` if the version knows none.
   * One question at a time.
   */
  edits(values: readonly string[]): Promise<readonly (readonly unknown[])[] | null>;
  stop(): Promise<void>;
}

/** Start it on the interpreter of a prepared environment. Its input ends with this process, however that ends, and it with its input. */
export function startDiffWorker(python: string): DiffWorker {
  const child = spawn(python, [join(liveTests, "apps", "diff_worker.py")], {
    env: { ...process.env, GRADIO_ANALYTICS_ENABLED: "False", PYTHONWARNINGS: "ignore" },
  });
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaints += text;
  });
  // A worker that has ended is noticed by its missing answer.
  child.stdin.on("error", () => {});
  const ended = once(child, "close");
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async edits(values) {
      child.stdin.write(`[${values.join(",")}]\n`);
      const { value, done } = await answers.next();
      if (done === true) throw new Error(`The diff worker has ended:\n${complaints}`);
      const answer = JSON.parse(value) as { readonly error: string } | readonly (readonly unknown[])[] | null;
      if (answer !== null && "error" in answer) throw new Error(`Gradio cannot tell the edits: ${answer.error}`);
      return answer;
    },
    async stop() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
