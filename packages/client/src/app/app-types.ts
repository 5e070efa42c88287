/** What one endpoint takes and gives. Of a server in TypeScript, `AppTypesOf` tells it; else write it by hand. At compile time only. */
export interface EndpointTypes {
  /** Positional form, in the order of the app's inputs. A parameter with a default is optional, or `| undefined` if a required one follows it. */
  readonly args: readonly unknown[];
  /** Keyword form, by parameter name. A parameter with a default is optional. */
  readonly inputs: object;
  /** The value itself if the endpoint gives one output, a tuple if it gives several, `[]` if none. A generator gives this many times over. */
  readonly output: unknown;
}

/**
 * The types of one app: `"/name"` or the number of an unnamed endpoint -> {@link EndpointTypes}.
 * Write it as a `type`, not an `interface` (TypeScript gives only aliases an implicit index signature).
 */
export type AppTypes = { readonly [endpoint: string | number]: EndpointTypes };

/** An app nobody has described: any endpoint, any inputs, and `unknown` for every output. Never `any`. */
export type UntypedApp = {
  readonly [endpoint: string]: {
    readonly args: readonly unknown[];
    readonly inputs: { readonly [parameter: string]: unknown };
    readonly output: unknown;
  };
};

/** The endpoints of an app: its names, and the numbers of its unnamed endpoints. */
export type EndpointOf<App extends AppTypes> = keyof App & (string | number);
/** What an endpoint accepts: an array is always positional, a plain object always by name. There is no third form. */
export type InputsOf<App extends AppTypes, E extends EndpointOf<App>> = App[E]["args"] | App[E]["inputs"];
/** Refuses keys of `I` that no keyword form of `Shape` has. */
export type Exact<I, Shape> = I extends readonly unknown[] ? unknown : { readonly [K in Exclude<keyof I, KeysOf<Shape>>]: never };
type KeysOf<T> = T extends readonly unknown[] ? never : keyof T;
/** What an endpoint gives. */
export type OutputOf<App extends AppTypes, E extends EndpointOf<App>> = App[E]["output"];
/** The endpoint a call means when it names none: the only named one. `never` if there are several, so that leaving it out does not compile. */
export type SoleEndpoint<App extends AppTypes> = string extends keyof App ? EndpointOf<App> : Single<Extract<keyof App, string>>;
type Single<K, All = K> = K extends unknown ? ([All] extends [K] ? K : never) : never;
