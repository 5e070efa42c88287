// An app with a login. App: examples/apps/portal.py
import { AuthenticationError, Client } from "@gradio-ts/client";

const url = process.argv[2] ?? "http://127.0.0.1:7860/intranet";
const client = await Client.connect(url, { auth: ["ada", "swordfish"], connectTimeout: 10_000 });
console.log(await client.predict("/greet", { name: "Grace" }));
await client.close();

const refused: unknown = await Client.connect(url, { auth: ["ada", "carp"] }).catch((error: unknown) => error);
console.log(refused instanceof AuthenticationError, String(refused));
