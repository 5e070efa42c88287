import pinned from "../versions.json" with { type: "json" };

interface GradioPin {
  /** About two weeks after the release: later packages would break old versions. */
  readonly excludeNewer: string;
  /** Packages an old version needs besides its own requirements. */
  readonly extras: readonly string[];
}
type Pins = Readonly<Record<string, GradioPin>>;

/** What `versions.json` pins. */
export const versions: {
  readonly python: string;
  readonly uv: string;
  /** Run by default, oldest first. */
  readonly gradio: Pins;
  /** Run where they are asked for by name. */
  readonly onRequest: Pins;
  readonly newest: string;
  readonly environments: Readonly<Record<string, readonly string[]>>;
} = pinned;

/** Every pinned version of Gradio. */
export const allGradio: Pins = { ...versions.gradio, ...versions.onRequest };
