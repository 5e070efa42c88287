import type { Processes } from "../measure/build-processes.js";
import { compare } from "../measure/compare.js";
import type { Runtimes } from "../measure/run-task.js";
import type { Action } from "../measure/task.js";
import { ADDED, type Amount, type Plan } from "../plan.js";
import { type Compared, comparisonTable } from "../report/comparison-table.js";
import { TARGETS } from "../report/targets.js";
import { GRADIO, pythonOf, startGradio } from "../server/start-gradio.js";
import { type BenchServer, startDelay, startReplay } from "../server/start-process.js";
import type { Section } from "./section.js";

const ACTIONS: readonly Action[] = ["connect", "queued", "direct"];

interface Part {
  readonly name: "replay" | "replay+50" | "gradio" | "gradio+50";
  readonly title: string;
  readonly about: string;
  readonly amount: Amount;
  readonly start: (() => Promise<BenchServer>) | undefined;
}

/** Connects and calls, on each kind of server. */
export async function measureCalls(
  plan: Plan,
  wants: (part: string) => boolean,
  processes: Processes,
  runtimes: Runtimes,
): Promise<readonly Section[]> {
  const replay = () => startReplay(processes.replay, "calls");
  const gradio = pythonOf(GRADIO) === undefined ? undefined : startGradio;
  const parts: readonly Part[] = [
    {
      name: "replay",
      title: "Fast server",
      about: `Node replays what Gradio ${GRADIO} answered, so that Python is not what is measured.`,
      amount: plan.replay,
      start: replay,
    },
    {
      name: "replay+50",
      title: `Fast server, ${ADDED} ms added to each request`,
      about:
        "The same behind a proxy that holds every request back. The floor opens the event stream together with the join, as soon as the server knows the session.",
      amount: plan.replayDelayed,
      start: replay,
    },
    {
      name: "gradio",
      title: `Gradio ${GRADIO}`,
      about: "The real server, with the same app. Most of the time is the server's.",
      amount: plan.gradio,
      start: gradio,
    },
    {
      name: "gradio+50",
      title: `Gradio ${GRADIO}, ${ADDED} ms added to each request`,
      about: "The real server behind the same proxy.",
      amount: plan.gradioDelayed,
      start: gradio,
    },
  ];
  const sections: Section[] = [];
  for (const part of parts) {
    const actions = ACTIONS.filter((action) => wants(`${part.name}/${action}`));
    if (actions.length > 0) sections.push(await measurePart(part, actions, processes, runtimes));
  }
  return sections;
}

async function measurePart(part: Part, actions: readonly Action[], processes: Processes, runtimes: Runtimes): Promise<Section> {
  const { name, title, amount, start } = part;
  const delayed = name.endsWith("+50");
  const about = `${part.about} ${amount.rounds} rounds of ${amount.calls} calls one after another, or ${amount.connects} connects, after ${amount.warmUp} that do not count.`;
  if (start === undefined) return { title, about, table: undefined };
  const server = await start();
  const delay = delayed ? await startDelay(processes.delay, server.url, ADDED) : undefined;
  try {
    const compared: Compared[] = [];
    for (const action of actions) {
      console.error(`${name}/${action} …`);
      const series = await compare({ action, url: delay?.url ?? server.url, amount, delay }, runtimes);
      const target = name.startsWith("replay") ? TARGETS[`${delayed ? "delayed" : "fast"} ${action}`] : undefined;
      compared.push({ action, series, target });
    }
    return { title, about, table: comparisonTable(compared, delayed) };
  } finally {
    await delay?.stop();
    await server.stop();
  }
}
