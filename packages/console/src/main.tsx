import { render } from "preact";
import { Console } from "./console.js";
import "./style.css";

/** What the page's head says of the app: where it is, from where the page is; what code is to call it, if not that. */
const said = (name: string) => document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content;
const main = document.querySelector("main") ?? document.body;
main.replaceChildren();
render(<Console url={new URL(said("gradio-app") ?? "./", location.href).href} name={said("gradio-app-name")} />, main);
