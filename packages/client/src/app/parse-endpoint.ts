import { isJsonObject, type JsonObject } from "@gradio-ts/wire";
import { ProtocolError } from "../errors.js";
import type { EndpointInfo } from "../view-api/api-info.js";
import type { Endpoint } from "./app.js";
import { describeParameters } from "./describe-parameters.js";
import { describeValue } from "./describe-value.js";
import { expectList } from "./expect-list.js";
import { expectObject } from "./expect-object.js";
import { fillSlots } from "./fill-slots.js";
import { cancelsOf } from "./index-cancels.js";
import type { Component } from "./parse-component.js";
import { stringOr } from "./string-or.js";

/** Finds what `/info` says of an endpoint. */
export type FindListed = (name: string | null, fnIndex: number) => JsonObject | undefined;

/** What the app as a whole says of its endpoints. */
export interface EndpointContext {
  readonly components: ReadonlyMap<unknown, Component>;
  readonly findListed: FindListed;
  /** Which function cancels which. */
  readonly cancels: ReadonlyMap<number, number>;
  /** Whether a function joins the queue that does not say so itself. */
  readonly queuedByDefault: boolean;
  /** Whether it keeps state that none of its components tells of. */
  readonly hiddenState: boolean;
}

/** One of `config.dependencies`; `undefined` if it is nothing to call. Source: protocol.md §1.2. */
export function parseEndpoint(value: unknown, index: number, context: EndpointContext): Endpoint | undefined {
  const { components, findListed, cancels, queuedByDefault, hiddenState } = context;
  const dependency = expectObject(value, "A dependency in /config");
  const types = isJsonObject(dependency["types"]) ? dependency["types"] : {};
  // Without a Python function, or there to cancel others (protocol.md §8).
  if (dependency["backend_fn"] === false || types["cancel"] === true || cancelsOf(dependency).length > 0) return undefined;
  const inputSlots = findSlots(dependency["inputs"], components);
  const outputSlots = findSlots(dependency["outputs"], components);
  if (inputSlots === undefined || outputSlots === undefined) return undefined;

  const fnIndex = parseFnIndex(dependency["id"] ?? index);
  const name = typeof dependency["api_name"] === "string" ? `/${dependency["api_name"]}` : null;
  const listed = findListed(name, fnIndex);
  const inputs = fillSlots(inputSlots, listed?.["parameters"], "asInput", describeParameters());
  const outputs = fillSlots(outputSlots, listed?.["returns"], "asOutput", (entry) => describeValue(entry, "output"));
  const visibility = parseVisibility(dependency);
  const queue = dependency["queue"];
  const queued = typeof queue === "boolean" ? queue : queuedByDefault;
  const generator = types["generator"] === true;
  const info: EndpointInfo = {
    name,
    fnIndex,
    description: stringOr(listed?.["description"], stringOr(dependency["api_description"], "")),
    visibility: visibility === "public" ? visibility : "undocumented",
    queued,
    generator,
    oauthToken: parseOauthToken(listed?.["oauth_token"]),
    parameters: inputs.filter((input) => input !== null),
    slots: inputs.map((input) => input?.name ?? null),
    returns: outputs.filter((output) => output !== null),
    returnSlots: outputs.flatMap((output, slot) => (output === null ? [] : [slot])),
  };
  const batch = dependency["batch"] === true;
  const stateful = hiddenState || inputSlots.some(({ state }) => state);
  const trigger = parseTrigger(dependency["targets"]);
  const cancelledBy = cancels.get(fnIndex) ?? null;
  return { fnIndex, name, visibility, queued, generator, batch, stateful, trigger, cancelledBy, inputs, outputs, info };
}

/** `[[id, event]]`; before 3.45 `[id]`, its event beside it (protocol.md §0.3). */
function parseTrigger(targets: unknown): number | null {
  const [first] = Array.isArray(targets) ? targets : [];
  const id: unknown = Array.isArray(first) ? first[0] : first;
  return typeof id === "number" ? id : null;
}

/** `undefined` if a component is missing: `/info` leaves such an endpoint out, too (protocol.md §2). */
function findSlots(ids: unknown, components: ReadonlyMap<unknown, Component>): readonly Component[] | undefined {
  const slots = expectList(ids, "The inputs and outputs of a dependency in /config").map((id) => components.get(id));
  return slots.every((slot) => slot !== undefined) ? slots : undefined;
}

function parseFnIndex(id: unknown): number {
  if (typeof id !== "number") throw new ProtocolError("A dependency in /config has an id that is no number.");
  return id;
}

/** Up to 5 by `api_name` and `show_api`, from 6 on by `api_visibility`. The server enforces none of it. */
function parseVisibility(dependency: JsonObject): Endpoint["visibility"] {
  const visibility = dependency["api_visibility"];
  if (visibility === "private" || dependency["api_name"] === false) return "private";
  return visibility === "undocumented" || dependency["show_api"] === false ? "undocumented" : "public";
}

function parseOauthToken(value: unknown): EndpointInfo["oauthToken"] {
  return value === "required" || value === "optional" ? value : null;
}
