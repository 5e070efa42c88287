/** The flags of all commands, as they were given. */
export interface CommonFlags {
  readonly token?: string;
  /** `user:password` */
  readonly auth?: string;
  /** `name: value` each. */
  readonly header?: readonly string[];
  /** Milliseconds. */
  readonly timeout?: number;
  readonly session?: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly jsonErrors?: boolean;
}

/** What a command reads of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>;
