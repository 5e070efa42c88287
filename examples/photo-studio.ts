// Files in, files out, and back in again; all types known. App: examples/apps/photo_studio.py
import { Client, downloadFiles } from "@gradio-ts/client";
import type { PhotoStudioApp } from "./apps/photo-studio.gradio.js";

await using client = await Client.connect<PhotoStudioApp>(process.argv[2] ?? "http://127.0.0.1:7860");
const painted = await client.predict("/render", { prompt: "a tower" });
const [picture] = await client.predict("/edit", { image: painted, prompt: "by day", style: "mirror" }); // an output is an input
if (picture === null) throw new Error("the app gave no picture");
console.log(await picture.save("out/"));

const again = await client.predict("/edit", { image: picture, prompt: "at night" });
const [path, variants, metadata] = await downloadFiles(again, "out/"); // the same output, with local paths in place of files
console.log(path, metadata);
for (const { image, caption } of variants) console.log(caption, image);
console.log(await client.predict("/describe", { message: { text: "What is it?", files: [picture] } }));
