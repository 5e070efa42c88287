import type { ParameterInfo } from "@gradio-ts/client";
import type { JSX } from "preact";
import type { Draft, Drafts } from "./drafts.js";
import { ParameterControl } from "./parameter-control.js";

/** The inputs of an endpoint, to fill in and send. */
export function EndpointForm(props: {
  readonly parameters: readonly ParameterInfo[];
  readonly drafts: Drafts;
  readonly mistakes: Readonly<Record<string, string>>;
  readonly running: boolean;
  readonly onChange: (name: string, draft: Draft | undefined) => void;
  readonly onRun: () => void;
  readonly onCancel: () => void;
}): JSX.Element {
  const { parameters, drafts, mistakes, running, onChange, onRun, onCancel } = props;
  const submit = (event: Event) => {
    event.preventDefault();
    onRun();
  };
  const runByKey = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) onRun();
  };
  return (
    <form aria-label="Inputs" noValidate onSubmit={submit} onKeyDown={runByKey}>
      {parameters.length === 0 && <p>It takes no inputs.</p>}
      {parameters.map((parameter) => (
        <ParameterControl
          key={parameter.name}
          parameter={parameter}
          draft={drafts[parameter.name]}
          mistake={mistakes[parameter.name]}
          onChange={(draft) => onChange(parameter.name, draft)}
        />
      ))}
      <p class="buttons">
        <button type="submit" class="main">
          Run
        </button>
        <button type="button" disabled={!running} onClick={onCancel}>
          Cancel
        </button>
        <span class="note">Ctrl+Enter runs, too.</span>
      </p>
    </form>
  );
}
