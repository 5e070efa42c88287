import { render } from "preact";
import { Console } from "./console.js";
import "./style.css";

/** Where the app is, from where the page is. */
const app = document.querySelector<HTMLMetaElement>('meta[name="gradio-app"]')?.content ?? "./";
const main = document.querySelector("main") ?? document.body;
main.replaceChildren();
render(<Console url={new URL(app, location.href).href} />, main);
