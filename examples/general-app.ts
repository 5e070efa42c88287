// Any app with a URL, as text or URL: at an address of its own, a share link, a path it is mounted at. App: examples/apps/portal.py
import { Client } from "@gradio-ts/client";

const url = process.argv[2] ?? "http://127.0.0.1:7860/mounted/here";
const client = await Client.connect(url);
console.log(await client.predict("/greet", { name: "Ada" }));
const same = await Client.connect(new URL(url));
console.log(same.src === client.src, same.src.endsWith("/mounted/here/"));
await Promise.all([client.close(), same.close()]);
