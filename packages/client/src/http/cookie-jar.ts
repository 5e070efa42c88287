export { CookieJar } from "@gradio-ts/wire";
