import type { FileLike, OutputFile } from "@gradio-ts/client";

/** The types of photo_studio.py: what it takes and gives. A file may be `null`. */
export type PhotoStudioApp = {
  /** Paint a picture. */
  "/render": { args: readonly [prompt: string]; inputs: { prompt: string }; output: OutputFile | null };
  /** Restyle a picture. */
  "/edit": {
    args: readonly [image: FileLike | null, prompt: string, style?: "sketch" | "negative" | "mirror" | undefined];
    inputs: {
      image: FileLike | null;
      prompt: string;
      /** Default: `"sketch"` */
      style?: "sketch" | "negative" | "mirror" | undefined;
    };
    output: readonly [
      result: OutputFile | null,
      variants: readonly { readonly image: OutputFile; readonly caption?: string | null }[],
      metadata: unknown,
    ];
  };
  /** Say what there is to see, word by word. */
  "/describe": {
    args: readonly [message: { text: string; files?: readonly FileLike[] }];
    inputs: { message: { text: string; files?: readonly FileLike[] } };
    output: string;
  };
};
