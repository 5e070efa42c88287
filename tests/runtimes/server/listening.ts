/** An app that listens by itself, as on Node. */
import { makeApp } from "./app.js";

const { url } = await makeApp().listen({ port: 0 });
console.log(url);
