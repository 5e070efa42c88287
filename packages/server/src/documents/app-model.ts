import type { ServedEndpoint } from "../endpoint/served-endpoint.js";
import type { Component } from "../fields/component.js";

/** The id of the layout's root, and of the button whose click every endpoint is said to listen to. */
export const ROOT_ID = 0;
export const BUTTON_ID = 1;

/** A field in its place: with an id and a name. */
export interface Placed {
  readonly id: number;
  /** The parameter's; `"output"` for an output. */
  readonly name: string;
  readonly component: Component;
}

/** An endpoint whose fields have ids. */
export interface PlacedEndpoint {
  readonly endpoint: ServedEndpoint;
  readonly inputs: readonly Placed[];
  readonly outputs: readonly Placed[];
}

/** Gives every field an id, in the order of the endpoints. */
export function placed(endpoints: readonly ServedEndpoint[]): PlacedEndpoint[] {
  let id = BUTTON_ID;
  return endpoints.map((endpoint) => ({
    endpoint,
    inputs: endpoint.inputs.map(({ name, component }) => ({ id: ++id, name, component })),
    outputs: endpoint.outputs.map((component) => ({ id: ++id, name: "output", component })),
  }));
}
