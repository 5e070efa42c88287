import type { ApiInfo, OutputFile } from "@gradio-ts/client";
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Listed } from "../api/list-endpoints.js";
import type { Draft, Drafts } from "../form/drafts.js";
import { EndpointForm } from "../form/endpoint-form.js";
import { GivenFiles } from "../form/given-files.js";
import { inputsOf } from "../form/inputs-of.js";
import { mistakesOf } from "../run/mistakes-of.js";
import { RunView } from "../run/run-view.js";
import type { Run } from "../run/runs.js";
import { SnippetView } from "../snippets/snippet-view.js";
import { ReturnsView } from "./returns-view.js";

/** One endpoint: what it does, its form, one of its calls, the call as code. */
export function EndpointView(props: {
  readonly endpoint: Listed;
  readonly info: ApiInfo;
  readonly drafts: Drafts;
  readonly run: Run | undefined;
  /** Files that earlier calls gave. */
  readonly given: readonly OutputFile[];
  readonly onChange: (drafts: Drafts) => void;
  readonly onRun: (drafts: Drafts, inputs: Readonly<Record<string, unknown>>) => void;
  readonly onLogin: () => void;
}): JSX.Element {
  const { endpoint, drafts, run, given, onChange, onRun, onLogin } = props;
  const { parameters, description, returns } = endpoint.info;
  const place = useRef<HTMLElement>(null);
  const inputs = inputsOf(parameters, drafts);
  // What a call was refused for holds until that input is changed.
  const refused = Object.entries(mistakesOf(run?.state.error)).filter(([name]) => run?.drafts[name] === drafts[name]);
  const [asked, setAsked] = useState(false);
  const mistakes = { ...Object.fromEntries(refused), ...(asked ? inputs.mistakes : {}) };
  const start = () => {
    const [wrong] = Object.keys(inputs.mistakes);
    setAsked(wrong !== undefined);
    if (wrong === undefined) return onRun(drafts, inputs.values);
    const index = parameters.findIndex(({ name }) => name === wrong);
    place.current?.querySelectorAll<HTMLElement>(".parameter")[index]?.querySelector<HTMLElement>("textarea, input")?.focus();
  };
  return (
    <article ref={place} aria-labelledby="endpoint">
      <h2 id="endpoint">{endpoint.key}</h2>
      {description !== "" && <p class="text">{description}</p>}
      <GivenFiles.Provider value={given}>
        <EndpointForm
          parameters={parameters}
          drafts={drafts}
          mistakes={mistakes}
          running={run !== undefined && !run.state.ended}
          onChange={(name: string, draft: Draft | undefined) => onChange({ ...drafts, [name]: draft })}
          onRun={start}
          onCancel={() => run?.cancel()}
        />
      </GivenFiles.Provider>
      {run !== undefined && <RunView key={run.id} run={run} returns={returns} onLogin={onLogin} />}
      <SnippetView info={props.info} endpoint={endpoint} inputs={inputs.values} />
      <ReturnsView info={endpoint.info} />
    </article>
  );
}
