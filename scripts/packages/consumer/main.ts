// A program of somebody who has installed the packages: compiled against their declarations, and run by plain Node.
import { AppError, Client, GradioError, type Job, type StatusUpdate, type Update } from "@gradio-ts/client";
import { type AppTypesOf, choice, json, number, Server, text } from "@gradio-ts/server";

const app = new Server({ title: "consumer", state: () => ({ calls: 0 }) })
  .api("/calculate", {
    inputs: { a: number(), operation: choice(["add", "subtract"], { default: "add" }), b: number({ default: 1 }) },
    output: number(),
  })
  .handle(({ a, operation, b }) => (operation === "add" ? a + b : a - b))
  .api("/count", { inputs: { n: number() }, output: [text(), json<{ step: number }>()] })
  .handle(async function* ({ n }) {
    for (let step = 0; step < n; step++) yield ["x".repeat(step + 1), { step }];
  })
  .api("/calls", { output: number() })
  .handle((_inputs, context) => ++context.state.calls)
  .api("/fail", {})
  .handle(() => {
    throw new AppError("no", { title: "Closed" });
  });

const { url } = await app.listen({ port: 0 });
const client = await Client.connect<AppTypesOf<typeof app>>(url);

const five: number = await client.predict("/calculate", { a: 4 });
// @ts-expect-error not one of the choices
const refused: GradioError | undefined = await client.submit("/calculate", { a: 4, operation: "divide" }).exception();
// @ts-expect-error no such endpoint
export const misspelt = () => client.predict("/calculat", { a: 4 });

const job: Job<readonly [string, { step: number }]> = client.submit("/count", { n: 3 });
const updates: Update[] = [];
for await (const update of job.updates()) updates.push(update);
const status: StatusUpdate = job.status();

const calls = [await client.predict("/calls"), await client.predict("/calls")];
const failure = await client.submit("/fail").exception();

const untyped: Client = await Client.connect(url);
const difference: unknown = await untyped.predict("/calculate", [4, "subtract", 1]);

console.log(
  JSON.stringify({
    five,
    refused: refused instanceof GradioError,
    outputs: job.outputs(),
    status: [status.code, status.success],
    updates: updates.some(({ type }) => type === "output"),
    calls,
    failure: failure instanceof AppError ? [failure.title, failure.message] : String(failure),
    difference,
  }),
);
await Promise.all([untyped.close(), client.close()]);
await app.close({ drain: 0 });
