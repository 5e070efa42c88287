/**
 * Loaded before the command (`node --import`), so that it finds no Hugging Face but this one: with a Space to copy, whose app is the one at SPACE_APP, and
 * an account "ada" that the token "hf_ada" belongs to. What the hub was asked to make of the copy is written to HUB_JOURNAL.
 */
import { writeFileSync } from "node:fs";
import http, { type RequestOptions } from "node:http";
import https from "node:https";
import type { FetchFunction } from "@gradio-ts/client";
import { FakeHub } from "../together/fake-hub.js";

const { fetch } = globalThis;
const { SPACE_APP, HUB_JOURNAL } = process.env;
const app: FetchFunction = (url, init) => {
  const { pathname, search } = new URL(url);
  return fetch(new URL(pathname + search, SPACE_APP), init);
};

const hub = new FakeHub();
hub.account("ada", "hf_ada");
hub.space("grace/calculator", { app, hardware: "t4-small" });
hub.space("ada/sleeper", { app, stages: ["SLEEPING", "APP_STARTING", "RUNNING"] });
hub.space("ada/slow", { app, stages: ["SLEEPING", ...Array<string>(4).fill("APP_STARTING"), "RUNNING"] });
hub.space("ada/secret", { app, token: "hf_ada" });
hub.space("grace/broken", { stages: ["BUILDING", "RUNTIME_ERROR"] });
hub.appOfCopies = app;
Object.assign(globalThis, { fetch: hub.fetch });
// Whoever asks a Space's host without `fetch`.
https.request = ((options: RequestOptions) => {
  const { hostname, port } = new URL(SPACE_APP ?? "");
  return http.request({ ...options, protocol: "http:", agent: false, host: hostname, hostname, port });
}) as typeof https.request;
process.on("exit", () => {
  if (HUB_JOURNAL !== undefined) writeFileSync(HUB_JOURNAL, JSON.stringify({ asked: hub.asked(), made: hub.get("ada/calculator")?.made }));
});
