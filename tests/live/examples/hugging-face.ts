/**
 * Loaded before a program (`node --import`), so that it finds no Hugging Face but this one: with a private Space, which sleeps, and one to copy.
 * What runs in both, and in the copy, is the app at SPACE_APP. To the token "hf_ada" the private one belongs, and the account that copies.
 */
import type { FetchFunction } from "@gradio-ts/client";
import { FakeHub } from "../../together/fake-hub.js";

const { fetch } = globalThis;
const app: FetchFunction = (url, init) => {
  const { pathname, search } = new URL(url);
  return fetch(new URL(pathname + search, process.env["SPACE_APP"]), init);
};

const hub = new FakeHub();
hub.account("ada", "hf_ada");
hub.space("abidlabs/my-private-space", { app, token: "hf_ada", stages: ["SLEEPING", "APP_STARTING", "RUNNING"] });
hub.space("abidlabs/en2fr", { app });
hub.appOfCopies = app;
Object.assign(globalThis, { fetch: hub.fetch });
