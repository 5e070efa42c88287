import type { ParameterInfo } from "@gradio-ts/client";
import type { JSX } from "preact";
import type { Draft, Drafts } from "./drafts.js";
import { ParameterControl } from "./parameter-control.js";

/** The inputs of an endpoint, to fill in and send. */
export function EndpointForm(props: {
  readonly parameters: readonly ParameterInfo[];
  readonly drafts: Drafts;
  readonly running: boolean;
  readonly onChange: (name: string, draft: Draft | undefined) => void;
  readonly onRun: () => void;
  readonly onCancel: () => void;
}): JSX.Element {
  const { parameters, drafts, running, onChange, onRun, onCancel } = props;
  const submit = (event: Event) => {
    event.preventDefault();
    onRun();
  };
  const runByKey = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) onRun();
  };
  return (
    <form onSubmit={submit} onKeyDown={runByKey}>
      {parameters.map((parameter) => (
        <ParameterControl
          key={parameter.name}
          parameter={parameter}
          draft={drafts[parameter.name]}
          onChange={(draft) => onChange(parameter.name, draft)}
        />
      ))}
      <p class="buttons">
        <button type="submit">Run</button>
        <button type="button" disabled={!running} onClick={onCancel}>
          Cancel
        </button>
      </p>
    </form>
  );
}
