import type { Command } from "commander";

/** The arguments of commands that call an endpoint, and how inputs are written. */
export function withInputs(command: Command): Command {
  return command
    .argument("<app>", 'a Space ("user/space"), a URL, a share link')
    .argument("[endpoint]", "its name, as /predict, or its number; not needed if the app has one")
    .argument("[inputs...]", 'name=value pairs, or one JSON object or array ("-": from stdin)')
    .addHelpText(
      "after",
      `
Inputs:
  name=value   a text, number, choice, file (path or URL) …, as the app's schema
               says; lists and objects as JSON
  name=@path   a file; for a text, the file's content
  name=-       what comes from stdin
  '{"name": …}' or '[…]': all of them as JSON, files as
               {"path": "cat.png", "meta": {"_type": "gradio.FileData"}}
  What is left out takes the app's default.`,
    );
}
