import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { listEndpoints } from "./api/list-endpoints.js";
import { AppHead } from "./connection/app-head.js";
import { Connecting } from "./connection/connecting.js";
import { type Connected, useApp } from "./connection/use-app.js";
import { EndpointList } from "./endpoints/endpoint-list.js";
import { EndpointView } from "./endpoints/endpoint-view.js";
import { useChosen } from "./endpoints/use-chosen.js";
import { Recorder } from "./recorder/recorder.js";
import { History } from "./run/history.js";
import { Runs } from "./run/runs.js";

/** The page: an app's endpoints to read, try and copy. */
export function Console({ url }: { readonly url: string }): JSX.Element {
  const { state, connect } = useApp(url);
  if (state.kind !== "connected") return <Connecting state={state} url={url} onRetry={connect} />;
  return <Workbench app={state} onReconnect={connect} />;
}

function Workbench({ app, onReconnect }: { readonly app: Connected; readonly onReconnect: () => void }): JSX.Element {
  const endpoints = listEndpoints(app.info);
  const [chosen, choose] = useChosen(endpoints);
  const [runs] = useState(() => new Runs(app.client));
  return (
    <>
      <AppHead app={app} count={endpoints.length} onReconnect={onReconnect} />
      {chosen === undefined ? (
        <p>This app has no API.</p>
      ) : (
        <div class="workbench">
          <EndpointList endpoints={endpoints} chosen={chosen} onChoose={choose} />
          <div class="bench">
            <EndpointView key={chosen.key} endpoint={chosen} app={app} runs={runs} />
            <Recorder info={app.info} runs={runs} />
            <History runs={runs} onChoose={(key) => choose(key)} />
          </div>
        </div>
      )}
    </>
  );
}
