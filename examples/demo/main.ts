/**
 * The main job, shown: connect to a Gradio app, submit, watch, take the results.
 *
 * `npm run demo` calls an app of this folder; `npm run demo -- <url> [endpoint] [inputs as JSON]` any running Gradio app.
 */
import { Client, type EndpointInfo, GradioError } from "@gradio-ts/client";
import { Board } from "./board.js";
import { short, watch } from "./watch.js";

const [url, endpoint, inputs] = process.argv.slice(2);
try {
  await (url === undefined ? showOwnApp() : showAnyApp(url, endpoint, inputs));
} catch (error) {
  if (!(error instanceof GradioError || error instanceof SyntaxError)) throw error;
  console.error(`${error.name}: ${error.message}`);
  process.exitCode = 1;
}

async function showOwnApp(): Promise<void> {
  await using app = (await import("./app.js")).app;
  const { url } = await app.listen({ port: 0 });
  await using client = await Client.connect(url);
  heading(`The API of ${client.src}`);
  console.log(String(client.viewApi()));

  heading("A plain call");
  console.log(`  ${short(await client.predict("/greet", { name: "Ada" }))}`);

  heading("A generator: its outputs as they come");
  await watch(new Board(), "story", client.submit("/story", ["Ada"]));

  heading("Progress, with two trackers and a log line");
  await watch(new Board(), "print", client.submit("/print", [2]));

  heading("One runs, three wait in the queue");
  await client.predict("/think", ["How long does one take?"]);
  const board = new Board();
  await Promise.all(["first", "second", "third", "fourth"].map((name) => watch(board, name, client.submit("/think", [name]))));

  heading("One is cancelled");
  await using other = client.session();
  const unwanted = other.submit("/think", ["What was I going to ask?"]);
  const cancelling = watch(new Board(), "think", unwanted);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await unwanted.cancel();
  await cancelling;

  heading("One fails, and the app says why");
  await watch(new Board(), "divide", client.submit("/divide", { a: 1, b: 0 }));
}

/** Calls one endpoint of any app: the one named, or the first that needs no inputs beyond the examples the app gives. */
async function showAnyApp(url: string, endpoint: string | undefined, inputs: string | undefined): Promise<void> {
  await using client = await Client.connect(url);
  const info = client.viewApi();
  heading(`The API of ${client.src}`);
  console.log(String(info));
  const [name, described] = chosen(info.namedEndpoints, endpoint);
  const values = inputs === undefined ? examples(described) : parsed(inputs);
  heading(`${name} ${short(values)}`);
  const job = client.submit(name, values as Record<string, unknown>);
  await watch(new Board(), name, job);
  const error = await job.exception();
  if (error !== undefined) throw error;
  console.log(`  ${JSON.stringify(await job.result(), null, 2)}`);
}

function chosen(endpoints: Readonly<Record<string, EndpointInfo>>, wanted: string | undefined): [string, EndpointInfo | undefined] {
  if (wanted !== undefined) return [wanted, endpoints[wanted.startsWith("/") ? wanted : `/${wanted}`]];
  const entries = Object.entries(endpoints);
  const first = entries.find(([, { parameters }]) =>
    parameters.every(({ required, example, file }) => !required || (example !== undefined && !file)),
  );
  return first ?? entries[0] ?? ["/predict", undefined];
}

function parsed(inputs: string): Record<string, unknown> | unknown[] {
  try {
    return JSON.parse(inputs) as Record<string, unknown> | unknown[];
  } catch {
    throw new SyntaxError(`the inputs must be JSON, such as '["Hello"]' or '{"name": "Ada"}', not ${inputs}`);
  }
}

function examples(endpoint: EndpointInfo | undefined): Record<string, unknown> {
  const required = (endpoint?.parameters ?? []).filter((parameter) => parameter.required);
  return Object.fromEntries(required.map(({ name, example }) => [name, example ?? null]));
}

function heading(text: string): void {
  console.log(`\n== ${text}`);
}
