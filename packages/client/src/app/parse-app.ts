import { isJsonObject, type JsonObject } from "@gradio-ts/wire";
import { ProtocolError, UnsupportedAppError } from "../errors.js";
import type { App } from "./app.js";
import type { AppConfig } from "./app-config.js";
import { buildApiInfo } from "./build-api-info.js";
import { chooseWire } from "./choose-wire.js";
import { deepFreeze } from "./deep-freeze.js";
import { expectList } from "./expect-list.js";
import { httpApi } from "./http-api.js";
import { indexCancels } from "./index-cancels.js";
import { indexInfo } from "./index-info.js";
import { parseComponent } from "./parse-component.js";
import { parseEndpoint } from "./parse-endpoint.js";
import { parsePrefix } from "./parse-prefix.js";
import { parseVersion } from "./parse-version.js";

/**
 * Makes what a server says of itself into one model, whatever its version.
 * @param config `/config`, parsed. Frozen, and kept.
 * @param info `/info`, parsed; `undefined` if the server could not give it. The app is then used by its config alone.
 * @throws UnsupportedAppError, ProtocolError
 */
export function parseApp(src: string, config: unknown, info: unknown): App {
  assertGradioConfig(config, src);
  const version = parseVersion(config.version);
  const wire = chooseWire(version, config.protocol);
  const components = new Map(
    expectList(config["components"], "components in /config")
      .map((component) => parseComponent(component, version))
      .map((part) => [part.id, part]),
  );
  const dependencies = expectList(config["dependencies"], "dependencies in /config");
  checkSlots(dependencies);
  const heartbeat = config["connect_heartbeat"] === true;
  const context = {
    components,
    findListed: indexInfo(info),
    cancels: indexCancels(dependencies),
    // Gradio 3 may have no queue at all; from 4 on every function has one, unless it says otherwise (protocol.md §1.2).
    queuedByDefault: version.major > 3 || config["enable_queue"] === true,
    // What asks for a heartbeat and shows no state, as an app of `@gradio-ts/server` with state does, has something else to keep for a session.
    hiddenState: heartbeat && ![...components.values()].some(({ state }) => state),
  };
  const endpoints = dependencies
    .map((dependency, index) => parseEndpoint(dependency, index, context))
    .filter((endpoint) => endpoint !== undefined);
  const prefix = parsePrefix(config.api_prefix);
  const maxFileSize = config["max_file_size"];
  return deepFreeze({
    version,
    config,
    prefix,
    wire,
    heartbeat,
    maxFileSize: typeof maxFileSize === "number" ? maxFileSize : null,
    endpoints,
    info: buildApiInfo(src, httpApi(version, prefix), endpoints),
  });
}

/** Slots of all functions. Each is described, for two letters of the server's: the largest apps have a fifth of this. */
const MOST_SLOTS = 500_000;

function checkSlots(dependencies: readonly unknown[]): void {
  const lengthOf = (slots: unknown) => (Array.isArray(slots) ? slots.length : 0);
  let slots = 0;
  for (const dependency of dependencies)
    if (isJsonObject(dependency)) slots += lengthOf(dependency["inputs"]) + lengthOf(dependency["outputs"]);
  if (slots > MOST_SLOTS) throw new ProtocolError(`The functions in /config have ${slots} inputs and outputs, more than ${MOST_SLOTS}.`);
}

/** The rest of the client reads the named keys of a config only where this room has checked them. */
function assertGradioConfig(config: unknown, src: string): asserts config is JsonObject & AppConfig {
  if (!isJsonObject(config)) throw new UnsupportedAppError(`${src} is not a Gradio app: its /config is no JSON object.`);
  if ("dependencies" in config && "components" in config) return;
  // Gradio 2 describes its one function instead (protocol.md §17).
  if ("input_components" in config || "allow_flagging" in config) {
    const { version } = config;
    const name = typeof version === "string" ? version.trim() : "2";
    throw new UnsupportedAppError(`This app runs Gradio ${name}. Gradio 3.0 is the oldest that can be used.`);
  }
  throw new UnsupportedAppError(`${src} is not a Gradio app: its /config lists no components and dependencies.`);
}
