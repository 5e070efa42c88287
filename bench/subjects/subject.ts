import type { Endpoint } from "../server/values.js";

/** One way of using a Gradio app. */
export interface Subject {
  connect(url: string): Promise<Connected>;
}

export interface Connected {
  /** Calls `/queued` of `server/app.py`. @returns the answer. */
  queued(text: string): Promise<unknown>;
  /** Calls `/queued` with each of these at once. @param hear Is told each answer that came, by its place. */
  many(texts: readonly string[], hear: (index: number, answer: unknown) => void): Promise<void>;
  /** Calls `/direct`. */
  direct(text: string): Promise<unknown>;
  /** Calls a generator of `server/values.py`. @param see Is shown each of its values as it comes. */
  stream(endpoint: Endpoint, size: number, see: (value: unknown) => void): Promise<void>;
  /** The same. @returns all values: the client's own record of them, or one made by hand where it keeps none. */
  keep(endpoint: Endpoint, size: number, see: (value: unknown) => void): Promise<readonly unknown[]>;
  /** Calls a plain function of `server/values.py`. */
  result(endpoint: Endpoint, size: number): Promise<unknown>;
  close(): Promise<void>;
}

/** In the order of their turns. The first is what the others are compared with. */
export const SUBJECTS = ["floor", "@gradio/client", "gradio_client", "ours"] as const;
export type SubjectName = (typeof SUBJECTS)[number];

export const TITLES: Readonly<Record<SubjectName, string>> = {
  floor: "floor: `fetch` by hand",
  "@gradio/client": "`@gradio/client` 2.7.0",
  gradio_client: "`gradio_client` 2.7.2 (Python)",
  ours: "**`@gradio-ts/client`**",
};
