import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { listEndpoints } from "./api/list-endpoints.js";
import { AppHead } from "./connection/app-head.js";
import { Connecting } from "./connection/connecting.js";
import { PresenceNotice } from "./connection/presence-notice.js";
import { type Connected, useApp } from "./connection/use-app.js";
import { usePresence } from "./connection/use-presence.js";
import { EndpointList } from "./endpoints/endpoint-list.js";
import { EndpointView } from "./endpoints/endpoint-view.js";
import { useChosen } from "./endpoints/use-chosen.js";
import { type Drafts, startingDrafts } from "./form/drafts.js";
import { Recorder } from "./recorder/recorder.js";
import { filesOf } from "./run/files-of.js";
import { History } from "./run/history.js";
import { type Run, Runs } from "./run/runs.js";
import { useRuns } from "./run/use-runs.js";

/** The page: an app's endpoints to read, try and copy. */
export function Console({ url, name }: { readonly url: string; readonly name: string | undefined }): JSX.Element {
  const { state, connect } = useApp(url, name);
  if (state.kind !== "connected") return <Connecting state={state} url={url} name={name ?? url} onRetry={connect} />;
  return <Workbench key={state.client.sessionHash} app={state} onReconnect={connect} />;
}

function Workbench({ app, onReconnect }: { readonly app: Connected; readonly onReconnect: () => void }): JSX.Element {
  const endpoints = useMemo(() => listEndpoints(app.info, app.client.config), [app]);
  const [chosen, choose] = useChosen(endpoints);
  const [runs] = useState(() => new Runs(app.client));
  const all = useRuns(runs);
  const ended = all.filter(({ state }) => state.ended).length;
  const given = useMemo(() => filesOf(runs.all), [runs, ended]);
  const presence = usePresence(app, all.filter(({ state }) => state.error !== undefined).length);
  // What stands in the form of each endpoint that has been opened, and which of its calls is shown.
  const [forms, setForms] = useState<Readonly<Record<string, Drafts>>>({});
  const [shown, setShown] = useState<Readonly<Record<string, number>>>({});
  const takeUp = ({ id, key, drafts }: Run) => {
    setForms((before) => ({ ...before, [key]: drafts }));
    setShown((before) => ({ ...before, [key]: id }));
    choose(key);
  };
  return (
    <>
      <AppHead app={app} count={endpoints.length} />
      <PresenceNotice presence={presence} onReload={onReconnect} />
      {chosen === undefined ? (
        <p>This app has no API.</p>
      ) : (
        <div class="workbench">
          <EndpointList endpoints={endpoints} chosen={chosen} onChoose={choose} />
          <div class="bench">
            <EndpointView
              key={chosen.key}
              endpoint={chosen}
              info={app.info}
              drafts={forms[chosen.key] ?? startingDrafts(chosen.info.parameters)}
              run={all.find(({ id }) => id === shown[chosen.key])}
              given={given}
              onChange={(drafts) => setForms((before) => ({ ...before, [chosen.key]: drafts }))}
              onRun={(drafts, values) => {
                const id = runs.start(chosen, drafts, values);
                setForms((before) => ({ ...before, [chosen.key]: drafts }));
                setShown((before) => ({ ...before, [chosen.key]: id }));
              }}
              onLogin={onReconnect}
            />
            <Recorder info={app.info} runs={runs} />
            <History runs={runs} onChoose={takeUp} />
          </div>
        </div>
      )}
    </>
  );
}
