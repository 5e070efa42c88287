import type { Line } from "./complaint-about.js";

/** A program of examples/, and what it should print. */
export interface Example {
  readonly program: string;
  /** The app it is written for, in examples/apps. */
  readonly app: string;
  /** Where at the app's address, if not at its root. */
  readonly path?: string;
  /** It finds the app as a Space, not by its URL. */
  readonly space?: true;
  /** A file of examples/recordings, whose URL it is given. */
  readonly recording?: string;
  /** Every line it prints. */
  readonly prints?: readonly Line[];
  /** Some of its lines, in order. */
  readonly shows?: readonly Line[];
}

const tea = "i would like to have a cup of tea";

/** In the order in which they run. */
export const examples: readonly Example[] = [
  { program: "transcribe", app: "transcribe", prints: [tea] },
  {
    program: "transcribe-from-url",
    app: "transcribe",
    recording: "cup-of-tea.wav",
    prints: [/\b127\.0\.0\.1:\d+\b.*fetch it yourself, and give its bytes\.$/i, tea],
  },
  { program: "general-app", app: "portal", path: "mounted/here", prints: ["Hello Ada, from nobody in particular", "true true"] },
  { program: "with-auth", app: "portal", path: "intranet", prints: ["Hello Grace, from ada", /^true AuthenticationError: /] },
  {
    program: "private-space",
    app: "en2fr",
    space: true,
    prints: [
      "SLEEPING The Space abidlabs/my-private-space is asleep, and is being woken.",
      "APP_STARTING The Space abidlabs/my-private-space is starting.",
      "RUNNING The Space abidlabs/my-private-space is running.",
      "abidlabs/my-private-space https://abidlabs-my-private-space.hf.space/",
      "Bonsoir",
    ],
  },
  {
    program: "duplicate-space",
    app: "en2fr",
    space: true,
    prints: [
      "The Space ada/en2fr is being built.",
      "The Space ada/en2fr is starting.",
      "The Space ada/en2fr is running.",
      "ada/en2fr",
      "Bonjour",
    ],
  },
  {
    program: "view-api",
    app: "transcribe",
    shows: [/^Named API endpoints: 1$/, /\/predict/, /audio: FileLike/, /text: string/, /^\/predict audio FileLike.* required$/],
  },
  { program: "code-snippet", app: "calculator", shows: [/Client\.connect/, /from gradio_client import Client/, /curl/] },
  { program: "by-name", app: "calculator", prints: ["9", "7"] },
  { program: "by-number", app: "calculator", prints: ["9"] },
  {
    program: "calculator",
    app: "calculator",
    prints: [/^STARTING null null \? s null \d{4}-\d\d-\d\dT[\d:.]+Z null$/, "9", "FINISHED true"],
  },
  { program: "timeout", app: "count_generator", prints: ["Job timed out false", "true CANCELLED"] },
  { program: "callback", app: "en2fr", prints: ["The translated result is: Bonjour", "fine", "No translation of Gradio"] },
  { program: "cancelling", app: "transcribe", prints: ["true true CANCELLED", "CancelledError", tea] },
  { program: "count-outputs", app: "count_generator", prints: ["[ '0', '1', '2' ]"] },
  { program: "count-iterable", app: "count_generator", prints: ["0", "1", "2"] },
  { program: "streaming", app: "count_generator", prints: ["Received: 0", "Received: 1", "Received: 2", "Final: 2"] },
  { program: "words", app: "words", prints: ["0", "1", "0"] },
  {
    program: "monitoring",
    app: "long_running_process",
    shows: [
      "large_input.data: 1000000 of 1000000 bytes",
      "info: 1000000 bytes to go",
      "output 0: 250000 bytes done",
      "output 2: 750000 bytes done",
      "warning: The last part is short",
      "output 3: 1000000 bytes done",
      "Generated 4 outputs true",
    ],
  },
  { program: "typed", app: "calculator", prints: ["20", /^Value: 'power' .* is not in the list of choices/] },
  {
    program: "photo-studio",
    app: "photo_studio",
    prints: [
      /out\/image\.png$/,
      /out\/image-\d\.png { prompt: 'at night', size: \[ 64, 48 \] }$/,
      /^sketch .*out\/image-\d\.png$/,
      /^negative .*out\/image-\d\.png$/,
      /^mirror .*out\/image-\d\.png$/,
      "Files: 1. Question: What is it?",
    ],
  },
  { program: "undescribed", app: "photo_studio", prints: ["image.png true", /rendered\/image\.png$/] },
  {
    program: "errors",
    app: "photo_studio",
    prints: ["Does not fit: Dragons are too large", "prompt: Say what to paint", /^INVALID_ARGUMENT .*prompt/, "painted"],
  },
  {
    program: "many-rows",
    app: "en2fr",
    prints: ["0 Hello → Bonjour", "row 1: No translation of Gradio", "2 Thank you → Merci", "3 Good evening → Bonsoir"],
  },
  { program: "own-rows", app: "en2fr", prints: ["a1 fulfilled", "b2 fulfilled", "c3 rejected"] },
  { program: "on-behalf", app: "assistant", prints: ["a tower, painted for ada with hf_ada", "a tower, painted for grace with hf_grace"] },
  { program: "enqueue", app: "photo_studio", prints: ["/describe runs without us"] },
  { program: "attach", app: "photo_studio", prints: ["Files: 1. Question: Where is this?", '6 outputs, from "Files:" on'] },
  { program: "stopping", app: "count_generator", prints: ["CancelledError Error: user left", "[ '0', '1' ] false", "CANCELLED"] },
  {
    program: "sharing",
    app: "assistant",
    shows: [/^(\d+) of \1$/, /^ada hears: Hello ada \(in a voice of \d+\.\d s\)$/, /^grace hears: Hello grace/],
  },
];
