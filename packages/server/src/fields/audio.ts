import type { Defaulted, WithDefault } from "./field.js";
import { type FileOptions, fileField } from "./file-field.js";
import type { FileTypes } from "./file-types.js";

/** Audio. */
export function audio<D extends null = never>(options: FileOptions & WithDefault<D> = {}): Defaulted<FileTypes, NoInfer<D>> {
  return fileField(
    {
      component: "audio",
      props: { type: "filepath", sources: ["upload", "microphone"], streaming: false },
      example: "https://github.com/gradio-app/gradio/raw/main/test/test_files/audio_sample.wav",
      accept: ["audio"],
    },
    options,
  );
}
