import type { ClientOptions } from "@gradio-ts/client";
import type { CommonFlags, Environment } from "./common-flags.js";
import { huggingFaceToken } from "./hugging-face-token.js";
import { readAuth } from "./read-auth.js";
import { readHeaders } from "./read-headers.js";

/**
 * How to connect, by flags and environment: a flag goes first.
 * @throws InvalidArgumentError for a flag that cannot be read.
 */
export function clientOptions(flags: CommonFlags, environment: Environment): ClientOptions {
  const { header, timeout } = flags;
  return {
    token: flags.token ?? huggingFaceToken(environment),
    auth: authOf(flags, environment),
    headers: header === undefined ? undefined : readHeaders(header),
    // The command's own timer ends it, then; a Space may take that long to wake up.
    connectTimeout: timeout === undefined ? undefined : Number.POSITIVE_INFINITY,
  };
}

function authOf({ auth }: CommonFlags, { GRADIO_AUTH }: Environment): readonly [string, string] | undefined {
  if (auth !== undefined) return readAuth(auth, "--auth");
  return GRADIO_AUTH ? readAuth(GRADIO_AUTH, "GRADIO_AUTH") : undefined;
}
