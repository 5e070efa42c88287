import type { Defaulted, WithDefault } from "./field.js";
import { type FileOptions, fileField } from "./file-field.js";
import type { FileTypes } from "./file-types.js";

/** Video. */
export function video<D extends null = never>(options: FileOptions & WithDefault<D> = {}): Defaulted<FileTypes, NoInfer<D>> {
  return fileField(
    {
      component: "video",
      props: { sources: ["upload", "webcam"], include_audio: true, streaming: false },
      example: "https://github.com/gradio-app/gradio/raw/main/gradio/media_assets/videos/world.mp4",
      accept: ["video"],
    },
    options,
  );
}
