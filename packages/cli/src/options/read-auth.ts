import { InvalidArgumentError } from "@gradio-ts/client";

/** `user:password`; the password may hold colons. The error does not repeat it. */
export function readAuth(text: string, from: "--auth" | "GRADIO_AUTH"): readonly [string, string] {
  const colon = text.indexOf(":");
  if (colon < 1) throw new InvalidArgumentError(`${from} takes user:password.`, "auth");
  return [text.slice(0, colon), text.slice(colon + 1)];
}
