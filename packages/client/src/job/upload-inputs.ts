import type { App, Endpoint } from "../app/app.js";
import type { UploadContext } from "../files/send-files.js";
import { holdsFiles, uploadFiles } from "../files/upload-files.js";
import type { Http } from "../http/request.js";
import { fileForm } from "../protocol/file-form.js";

/** The wire's `data` of a call with its files at the server, or in the call itself, as this version of Gradio takes them. @throws UploadError */
export async function uploadInputs(
  http: Http,
  app: App,
  { inputs }: Endpoint,
  data: readonly unknown[],
  context: UploadContext,
): Promise<readonly unknown[]> {
  if (!holdsFiles(data)) return data;
  const form = fileForm(app.version);
  return uploadFiles(http, app, data, { ...form, inline: (index) => form.inline(inputs[index]) }, context);
}
