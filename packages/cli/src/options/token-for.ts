import type { EndpointInfo } from "@gradio-ts/client";
import type { CommonFlags, Environment } from "./common-flags.js";

/**
 * The Hugging Face token that the code of an app gets, for an endpoint that requires one: only what is given for this command, by flag or `HF_TOKEN`.
 * What `hf auth login` keeps is not handed to an app that merely asks for it.
 */
export function tokenFor({ oauthToken }: EndpointInfo, { token }: CommonFlags, { HF_TOKEN }: Environment): string | undefined {
  return oauthToken === "required" ? token || HF_TOKEN?.trim() || undefined : undefined;
}
