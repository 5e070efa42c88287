import { InvalidArgumentError } from "@gradio-ts/client";
import { isIdentifier } from "@gradio-ts/wire";
import { RESERVED } from "./shapes.js";
import { typeName } from "./type-name.js";

/** What may name an app. */
export interface AppNames {
  /** As the command line has it: `"user/space"` or a URL. */
  readonly app: string;
  readonly title: string | undefined;
  /** Where it was found. */
  readonly src: string;
}

const LONGEST = 40;

/** The name of an app's type: after its Space, its title, or its host, in this order. */
export function appName({ app, title, src }: AppNames): string {
  const [, space] = /^[\w.-]+\/([\w.-]+)$/.exec(app) ?? [];
  // Gradio calls an app so that has no title.
  const texts = [space, title === "Gradio" ? undefined : title, hostName(src)];
  const name = texts.map((text) => typeName(text?.slice(0, LONGEST) ?? "")).find((found) => found !== "") ?? "Gradio";
  return name.endsWith("App") ? name : `${name}App`;
}

/** The part of a host's name that tells one from another; nothing for a machine without a name, and for share links, which change. */
function hostName(src: string): string | undefined {
  const { hostname } = new URL(src);
  if (/^[\d.]+$|^\[|^localhost$|\.gradio\.live$/.test(hostname)) return undefined;
  return hostname.split(".")[0];
}

/** @throws InvalidArgumentError for what cannot name a type. */
export function checkName(name: string): void {
  const capital = name.charAt(0) === name.charAt(0).toUpperCase();
  if (capital && isIdentifier(name) && !RESERVED.includes(name)) return;
  throw new InvalidArgumentError(
    `--name takes a name for a type, as PhotoStudioApp: a capital letter, then letters and digits, not ${JSON.stringify(name)}.`,
    "--name",
  );
}
