import { handleFile } from "@gradio-ts/client";
import { uploadText } from "../screen/status-text.js";
import type { Shell } from "./shell.js";
import { withClient } from "./with-client.js";

/** Uploads files, one after another, and prints the object of each, which calls take as an input. @throws UploadError */
export async function upload(shell: Shell, app: string, paths: readonly string[]): Promise<void> {
  const files = paths.map((path) => handleFile(path));
  await withClient(shell, app, async (client) => {
    for (const file of files) {
      shell.screen.progress(() => `uploading ${file.name}`);
      const onProgress = (progress: Parameters<typeof uploadText>[0]) => shell.screen.progress(() => uploadText(progress));
      const uploaded = await client.upload(file, { onProgress });
      await shell.output.line({ ...uploaded, url: client.file(uploaded).url });
    }
  });
}
