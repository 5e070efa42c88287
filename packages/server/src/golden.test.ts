import { applyEdits } from "@gradio-ts/wire";
import { describe, expect, test } from "vitest";
import { number } from "./fields/number.js";
import { Server } from "./server.js";
import { goldenApp } from "./testing/golden-app.js";
import { goldenFile as golden } from "./testing/golden-file.js";
import { GoldenReplay, type GoldenStep, type Replayed } from "./testing/golden-replay.js";
import { sleep, TestClient } from "./testing/test-client.js";

async function replay(steps: readonly GoldenStep[]): Promise<Replayed[]> {
  const player = new GoldenReplay(new TestClient(goldenApp()));
  const replayed: Replayed[] = [];
  for (const step of steps) replayed.push(await player.play(step));
  return replayed;
}

function expectSame(replayed: readonly Replayed[]): void {
  for (const { step, actual, expected } of replayed) expect(actual, JSON.stringify([step.note, step.request])).toEqual(expected);
}

/** Every value a text for a refused input: Gradio hides it, this server names the parameter. */
function withReason(step: GoldenStep): GoldenStep {
  return JSON.parse(JSON.stringify(step).replaceAll('{"error":null}', '{"error":"<reason>","duration":10,"visible":true,"title":"Error"}'));
}

function reasonHidden(replayed: readonly Replayed[]): Replayed[] {
  return replayed.map((one) => ({
    ...one,
    actual: JSON.parse(
      JSON.stringify(one.actual).replace(/"error":"[^"]*(?:\\"[^"]*)*needs 2 values[^}]*?","duration"/, '"error":"<reason>","duration"'),
    ),
  }));
}

const noted = (step: GoldenStep, text: string) => step.note?.includes(text) ?? false;

describe("replays what a real Gradio 6.31 was recorded doing", () => {
  test("S43, S44, S45, S46, S48, S52, S54, S56, S59: plain calls", async () => {
    const steps = golden("plain")
      .map((step, index, all) => (noted(all[index - 1] ?? {}, "fewer values") ? withReason(step) : step))
      .map((step) => (noted(step, "reopened when all") ? closedAtOnce(step) : step));
    expectSame(reasonHidden(await replay(steps)));
  });

  test("S47, S126: session state, though it takes no slot here", async () => {
    const all = golden("state");
    const omitted = all.findIndex((step) => noted(step, "state slot left out"));
    const steps = all.filter((_, index) => index !== omitted && index !== omitted + 1).map(withoutStateSlot);
    expectSame(await replay(steps));
  });

  test("S51, S65, S66, S68, S110, S120, S121: failures and refusals", async () => {
    const steps = golden("errors").filter(
      (step) => !noted(step, "unknown fn_index") && !noted(step, "unknown name") && !noted(step, "not JSON"),
    );
    expectSame(await replay(steps));
  });

  test("S41, S112, S123, S140, S141: direct calls", async () => {
    const steps = golden("run")
      // Validators run here, too, as handlers rely on what they made.
      .filter((step) => !noted(step, "validators do not run"))
      .map((step) => (noted(step, "too few") ? withReason(step) : step));
    expectSame(reasonHidden(await replay(steps)));
  });

  test("S116, S118: progress and logs", async () => {
    expectSame(await replay(golden("progress-logs")));
  });

  test("S57, S80, S81, S83, S84: order, ranks and estimates", async () => {
    const replayed = await replay(golden("queue"));
    // Two runs that end in the same moment end in either order: each event's own messages count.
    expectSame(replayed.map((one) => ({ ...one, actual: byEvent(one.actual), expected: byEvent(one.expected) })));
  });

  test("S47, S88: batches, each caller with a single value", async () => {
    // Gradio looks for waiting calls 20 times a second, this server starts the first at once: who shares a batch is a matter of time.
    const replayed = await replay(golden("batch"));
    expectSame(replayed.map((one) => ({ ...one, actual: whoeverShares(one.actual), expected: whoeverShares(one.expected) })));
  });

  test("S127, S128: heartbeat and what comes after it", async () => {
    const steps = golden("heartbeat").filter((step) => !noted(step, "heartbeat messages"));
    expectSame(await replay(steps.map(withoutStateSlot)));
  });

  test("S119, S123, S142, S143, S144, S145: the curl API", async () => {
    const steps = golden("call")
      .filter((step) => !noted(step, "missing required") && !noted(step, "unknown argument"))
      .map((step) => (noted(step, "second GET") ? saidToBeUnknown(step) : withoutStateSlot(step)))
      .map((step, index, all) => (noted(all[index - 1] ?? {}, "too few") ? withReason(step) : step));
    const replayed = reasonHidden(await replay(steps));
    expectSame(replayed.map((one) => ({ ...one, actual: fewer(one.actual), expected: fewer(one.expected) })));
  }, 10_000);

  test("S58, S105, S106, S107, S108, S109: generators: the values behind the edits", async () => {
    const replayed = await replay(golden("generators"));
    expectSame(
      replayed.map(({ step, actual, expected }) => ({ step, actual: values(actual, "old-list"), expected: values(expected, "shifted") })),
    );
  });

  test("S91, S92, S93, S95: cancelling", async () => {
    const all = golden("cancel");
    // Gradio ends a sibling with it, which then never completes: tested apart.
    const siblings = all.findIndex((step) => noted(step, "two runs of one function"));
    const replayed = await replay(all.filter((_, index) => index < siblings || index > siblings + 3));
    expectSame(replayed.map((one) => ({ ...one, actual: fewer(one.actual), expected: fewer(one.expected) })));
  });

  test("S51, S96, S97: a client that drops its stream", async () => {
    const steps = golden("drop").map((step) => (noted(step, "but no close_stream") ? closedAtLast(step) : step));
    expectSame(await replay(steps));
  });
});

describe("told to stop while one event runs and another waits", () => {
  test("S200, S201: lets the one finish as a real Gradio does, and tells the other, which that leaves without a word", async () => {
    const steps = golden("shutdown").slice(0, 5);
    const server = new Server().api("/a", {}).handle(() => {});
    server.api("/b", {}).handle(() => {});
    server
      .api("/sleep", { inputs: { seconds: number() }, output: number() })
      .handle(({ seconds }) => sleep(seconds * 50).then(() => seconds));
    const client = new TestClient(server);
    const player = new GoldenReplay(client);
    const [running, waiting, late, alive, stream] = steps as [GoldenStep, GoldenStep, GoldenStep, GoldenStep, GoldenStep];
    expectSame([await player.play(running), await player.play(waiting)]);
    const heard = [player.play(alive), player.play(toldTheReason(stream))];
    await sleep(20);
    const closed = server.close();
    expect((await client.post("/queue/join", late.request?.json)).status).toBe(503);
    expectSame((await Promise.all(heard)).map((one) => ({ ...one, actual: byEvent(one.actual), expected: byEvent(one.expected) })));
    await closed;
  });
});

/** Gradio starts the event that waits all the same, and cuts it short. */
function toldTheReason(step: GoldenStep): GoldenStep {
  const output = { error: "The server has stopped.", duration: 10, visible: true, title: "Error" };
  const nothing = { used_cache: null, cache_duration: null, avg_time: null };
  const failed = { msg: "process_completed", event_id: "<event 2>", output, success: false, title: "Error", ...nothing };
  return withMessages(step, (messages) => [...messages.slice(0, -1), failed, { msg: "close_stream", event_id: null }]);
}

/** Gradio stays silent for ever where a known session has nothing open. */
function closedAtOnce(step: GoldenStep): GoldenStep {
  return withMessages(step, () => [{ msg: "close_stream", event_id: null }]);
}

/** Gradio never closes the stream of a session again that was dropped once. */
function closedAtLast(step: GoldenStep): GoldenStep {
  return withMessages(step, (messages) => [...messages, { msg: "close_stream", event_id: null }]);
}

/** Gradio hangs where a result is asked for twice. */
function saidToBeUnknown(step: GoldenStep): GoldenStep {
  return withMessages(step, () => [{ event: "error", data: "404: Not Found" }]);
}

function withMessages(step: GoldenStep, change: (messages: readonly unknown[]) => unknown[]): GoldenStep {
  const response = { ...step.response, messages: change(step.response?.messages ?? []), end: "closed by server" };
  return { ...step, response } as GoldenStep;
}

/** `[2, null]` was a value and a state. */
function withoutStateSlot(step: GoldenStep): GoldenStep {
  return JSON.parse(JSON.stringify(step).replace(/\[(\d+),(?:null|999)\]/g, "[$1]"));
}

/** Endless generators are cut at any step: their steps count once. */
function fewer(answer: unknown): unknown {
  const steps = new Set<string>();
  const body = (answer as { readonly body?: unknown } | null)?.body;
  if (!Array.isArray(body)) return answer;
  return body.flatMap((message: { msg?: string; event?: string; event_id?: string }) => {
    if (message.msg !== "process_generating" && message.event !== "generating") return [message];
    const key = `${message.event_id}`;
    if (steps.has(key)) return [];
    steps.add(key);
    return [{ event_id: key, msg: "steps" }];
  });
}

/** Ranks, and the size of the batch that the function of the golden file appends, as it comes. */
function whoeverShares(answer: unknown): unknown {
  return JSON.parse(
    JSON.stringify(answer, (key, member: unknown) => {
      if (key === "rank" || key === "queue_size") return "<any>";
      return typeof member === "string" ? member.replace(/^([A-E])[123]$/, "$1<size>") : member;
    }),
  );
}

function byEvent(answer: unknown): unknown {
  const body = (answer as { readonly body?: unknown } | null)?.body;
  return Array.isArray(body) ? [...body].sort((one, other) => String(one.event_id).localeCompare(String(other.event_id))) : answer;
}

/** The messages with every edit list replaced by the value it makes. */
function values(answer: unknown, rule: "old-list" | "shifted"): unknown {
  const body = (answer as { readonly body?: unknown } | null)?.body;
  if (!Array.isArray(body)) return answer;
  let before: readonly unknown[] | undefined;
  return body.map((message) => {
    if (message.msg !== "process_generating") return { ...message, cache_duration: null };
    const { data } = message.output;
    const whole = before === undefined || !isEdits(data);
    before = whole ? data : data.map((edits: never, index: number) => applyEdits(before?.[index], edits, rule));
    return { ...message, output: { ...message.output, data: before } };
  });
}

function isEdits(data: readonly unknown[]): boolean {
  return data.every(
    (edits) => Array.isArray(edits) && edits.every((edit) => Array.isArray(edit) && edit.length === 3 && typeof edit[0] === "string"),
  );
}
