import type { ServedEndpoint } from "../endpoint/served-endpoint.js";
import type { Settings } from "../endpoint/settings.js";
import { BUTTON_ID, type Placed, type PlacedEndpoint, placed, ROOT_ID } from "./app-model.js";
import { API_PREFIX, GRADIO_VERSION, PROTOCOL } from "./version.js";

/** What changes from one answer to the next. */
export interface ConfigRequest {
  readonly root: string;
  readonly username: string | null;
}

/** `/config` (protocol.md §1): what clients build their picture of the app from. */
export function configDocument(endpoints: readonly ServedEndpoint[], settings: Settings, appId: number, request: ConfigRequest): object {
  const app = placed(endpoints);
  const fields = app.flatMap(({ inputs, outputs }) => [
    ...inputs.map((field) => describeComponent(field, true)),
    ...outputs.map((field) => describeComponent(field, false)),
  ]);
  const components = [BUTTON, ...fields];
  const ids = components.map(({ id }) => id);
  const layout = { id: ROOT_ID, children: ids.map((id) => ({ id })) };
  return {
    ...CONSTANT,
    app_id: appId,
    title: settings.title,
    description: settings.description,
    show_error: settings.showErrors,
    mcp_server: settings.mcp,
    components,
    dependencies: app.map(describeDependency),
    layout,
    pages: [["", "Home", true]],
    page: { "": { components: ids, dependencies: endpoints.map(({ id }) => id), layout } },
    max_file_size: Number.isFinite(settings.maxFileSize) ? settings.maxFileSize : null,
    // With it npm's client keeps a connection open for its life: only where state depends on it.
    connect_heartbeat: settings.state !== undefined,
    ...request,
  };
}

const CONSTANT = {
  version: GRADIO_VERSION,
  api_prefix: API_PREFIX,
  protocol: PROTOCOL,
  mode: "blocks",
  dev_mode: false,
  vibe_mode: false,
  analytics_enabled: false,
  css: null,
  js: null,
  head: null,
  space_id: null,
  enable_queue: true,
  footer_links: ["api"],
  run_history: false,
  is_colab: false,
  stylesheets: [],
  theme: "default",
  theme_hash: "default",
  body_css: {
    body_background_fill: "white",
    body_text_color: "#27272a",
    body_background_fill_dark: "#0f0f11",
    body_text_color_dark: "#f4f4f5",
  },
  fill_height: false,
  fill_width: false,
  pwa: false,
  i18n_translations: null,
} as const;

const BUTTON = {
  id: BUTTON_ID,
  type: "button",
  props: { value: "Run", variant: "secondary", size: "lg", visible: true, interactive: true, name: "button" },
  skip_api: true,
  component_class_id: "button",
  key: null,
};

function describeComponent({ id, name, component }: Placed, isInput: boolean) {
  const { spec, label, description, example } = component;
  return {
    id,
    type: spec.component,
    props: {
      ...spec.props,
      label: label ?? name,
      ...(description === undefined ? {} : { info: description }),
      ...(isInput && component.default !== null ? { value: component.default } : {}),
      show_label: true,
      visible: true,
      interactive: isInput,
      name: spec.component,
    },
    skip_api: false,
    component_class_id: spec.component,
    key: null,
    api_info: spec.schema,
    api_info_as_input: spec.schema,
    api_info_as_output: spec.schema,
    example_inputs: example,
  };
}

function describeDependency({ endpoint, inputs, outputs }: PlacedEndpoint): object {
  return {
    id: endpoint.id,
    targets: [[BUTTON_ID, "click"]],
    inputs: inputs.map(({ id }) => id),
    outputs: outputs.map(({ id }) => id),
    backend_fn: true,
    js: null,
    queue: endpoint.queue,
    api_name: endpoint.name,
    api_description: endpoint.description || null,
    scroll_to_output: false,
    show_progress: "full",
    show_progress_on: null,
    batch: endpoint.batch !== undefined,
    max_batch_size: endpoint.batch?.maxSize ?? 4,
    cancels: [],
    types: { generator: endpoint.generator, cancel: false },
    collects_event_data: false,
    trigger_after: null,
    trigger_only_on_success: false,
    trigger_only_on_failure: false,
    trigger_mode: "once",
    api_visibility: endpoint.visibility,
    rendered_in: null,
    render_id: null,
    connection: "sse",
    time_limit: null,
    stream_every: 0.5,
    event_specific_args: null,
    component_prop_inputs: [],
    js_implementation: null,
  };
}
