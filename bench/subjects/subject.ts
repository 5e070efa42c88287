/** One way of using a Gradio app. */
export interface Subject {
  connect(url: string): Promise<Connected>;
}

export interface Connected {
  /** Calls `/queued` of `server/app.py`. @returns the answer. */
  queued(text: string): Promise<unknown>;
  /** Calls `/direct`. */
  direct(text: string): Promise<unknown>;
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
