import type { Defaulted, WithDefault } from "./field.js";
import { type FileOptions, fileField } from "./file-field.js";
import { IMAGE_SCHEMA } from "./file-schema.js";
import type { FileTypes } from "./file-types.js";

/** Image. */
export function image<D extends null = never>(options: FileOptions & WithDefault<D> = {}): Defaulted<FileTypes, NoInfer<D>> {
  return fileField(
    {
      component: "image",
      schema: IMAGE_SCHEMA,
      props: { type: "filepath", format: "webp", image_mode: "RGB", sources: ["upload", "webcam", "clipboard"], streaming: false },
      example: "https://raw.githubusercontent.com/gradio-app/gradio/main/test/test_files/bus.png",
      accept: ["image"],
    },
    options,
  );
}
