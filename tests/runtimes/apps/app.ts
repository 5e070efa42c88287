// The app that the checks call, made with the packed server; app.py is the same made with Gradio. Prints where it is.
import { AppError, file, handleFile, number, Server, text } from "@gradio-ts/server";

const newApp = (auth?: readonly (readonly [string, string])[]) =>
  new Server({ title: "runtimes", concurrencyLimit: 10, state: () => ({ visits: 0 }), auth })
    .api("/add", { inputs: { a: number(), b: number() }, output: number() })
    .handle(({ a, b }) => a + b)
    .api("/add_at_once", { inputs: { a: number(), b: number() }, output: number(), queue: false })
    .handle(({ a, b }) => a + b)
    .api("/count", { inputs: { n: number() }, output: text() })
    .handle(async function* ({ n }) {
      for (let end = 1; end <= n; end++) yield Array.from({ length: end }, (_, index) => index + 1).join(" ");
    })
    .api("/endless", { output: number() })
    .handle(async function* (_inputs, { signal }) {
      for (let step = 0; !signal.aborted; step++) {
        yield step;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    })
    .api("/fail", { output: text() })
    .handle(() => {
      throw new AppError("Not today.");
    })
    .api("/visit", { output: number() })
    .handle((_inputs, { state }) => ++state.visits)
    .api("/shout", { inputs: { file: file() }, output: file() })
    .handle(async ({ file: given }) => handleFile(new Blob([(await given.text()).toUpperCase()]), { name: "loud.txt" }));

const open = await newApp().listen({ port: 0 });
const locked = await newApp([["ada", "swordfish"]]).listen({ port: 0 });
console.log(JSON.stringify({ app: open.url, locked: locked.url }));
