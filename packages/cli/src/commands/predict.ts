import { Command } from "commander";
import type { PredictFlags } from "../actions/predict.js";
import type { Run } from "../actions/shell.js";
import type { CommonFlags } from "../options/common-flags.js";
import { readCount } from "./read-count.js";
import { withExamples } from "./with-examples.js";
import { withInputs } from "./with-inputs.js";

export function predictCommand(run: Run): Command {
  const command = withInputs(new Command("predict").description("Call an endpoint, wait, and print its output as JSON."))
    .option("-r, --raw", "print a text as it is, not as JSON")
    .option("--stream", "print every output of a generator, one per line")
    .option("--download <dir>", "save the files of the output, and print their paths in place of them")
    .option("--retries <n>", "call again after an error that may pass; the call may run twice", readCount(0))
    .action((app: string, endpoint: string | undefined, inputs: string[], flags: CommonFlags & PredictFlags) => {
      const words = endpoint === undefined ? inputs : [endpoint, ...inputs];
      return run(flags, async (shell) => (await import("../actions/predict.js")).predict(shell, app, words, flags));
    });
  return withExamples(
    command,
    "gradio-ts predict gradio/calculator num1=4 operation=multiply num2=5",
    "gradio-ts predict abidlabs/whisper /predict audio=sample.wav -r > sample.txt",
    `gradio-ts predict http://localhost:7860 /chat '{"message": "Hello", "history": []}' --stream`,
    'echo \'{"prompt": "a lighthouse"}\' | gradio-ts predict user/painter - --download pictures',
  );
}
