import pinned from "../versions.json" with { type: "json" };

interface GradioPin {
  /** About two weeks after the release: later packages would break old versions. */
  readonly excludeNewer: string;
  /** Packages an old version needs besides its own requirements. */
  readonly extras: readonly string[];
}

/** What `versions.json` pins. */
export const versions: {
  readonly python: string;
  readonly uv: string;
  readonly gradio: Readonly<Record<string, GradioPin>>;
  readonly newest: string;
  readonly environments: Readonly<Record<string, readonly string[]>>;
} = pinned;
