import { allGradio } from "./versions.js";

/** Take `--version 6.31.0` out of a command line, as often as it is there. @throws Error for a version that is not pinned. */
export function takeVersions(args: readonly string[]): { readonly named: readonly string[]; readonly rest: readonly string[] } {
  const named: string[] = [];
  const rest: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const [arg = "", next] = [args[i], args[i + 1]];
    if (arg !== "--version") rest.push(arg);
    else if (next !== undefined && Object.hasOwn(allGradio, next)) named.push(args[++i] ?? "");
    else throw new Error(`--version wants one of ${Object.keys(allGradio).join(", ")}, not ${next ?? "nothing"}`);
  }
  return { named, rest };
}
