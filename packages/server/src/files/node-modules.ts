/** The parts of Node's own modules that are used. They are asked for at run time: nothing of Node is imported where the package is. */
export interface NodeModules {
  readonly "node:fs": { readonly promises: FileSystem; rmSync(path: string, options: Removal): void };
  readonly "node:path": {
    join(...parts: readonly string[]): string;
    resolve(...parts: readonly string[]): string;
    dirname(path: string): string;
    relative(from: string, to: string): string;
    isAbsolute(path: string): boolean;
    basename(path: string): string;
    readonly sep: string;
  };
  readonly "node:os": { tmpdir(): string };
  readonly "node:url": { fileURLToPath(url: string): string };
  readonly "node:crypto": { createHash(algorithm: "sha256"): { update(chunk: Uint8Array): unknown; digest(encoding: "hex"): string } };
  readonly "node:dns": { lookup: Lookup };
  readonly "node:http": { request: Ask };
  readonly "node:https": { request: Ask };
  readonly "node:stream": { readonly Readable: { toWeb(readable: Incoming): ReadableStream<Uint8Array> } };
}

interface Removal {
  readonly force: true;
  readonly recursive?: boolean;
  readonly maxRetries?: number;
}

interface FileSystem {
  mkdtemp(prefix: string): Promise<string>;
  mkdir(path: string, options: { readonly recursive: true }): Promise<unknown>;
  realpath(path: string): Promise<string>;
  stat(path: string): Promise<{ isFile(): boolean; readonly size: number; readonly mtimeMs: number }>;
  open(path: string, flags: "r" | "wx"): Promise<Handle>;
  rename(from: string, to: string): Promise<void>;
  rm(path: string, options: Removal): Promise<void>;
  rmdir(path: string): Promise<void>;
}

interface Handle {
  read(buffer: Uint8Array, offset: number, length: number, position: number): Promise<{ readonly bytesRead: number }>;
  appendFile(data: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** What a name stands for. */
export interface Address {
  readonly address: string;
  readonly family: number;
}
export type LookupOptions = { readonly all?: boolean | undefined };
export type LookupDone = (error: Error | null, address?: string | readonly Address[], family?: number) => void;
export type Lookup = (hostname: string, options: LookupOptions, done: LookupDone) => void;

/** An answer over HTTP. */
export interface Incoming {
  readonly statusCode?: number | undefined;
  readonly headers: Readonly<Record<string, string | undefined>>;
  destroy(): void;
}
interface Outgoing {
  on(event: "response", listener: (response: Incoming) => void): Outgoing;
  on(event: "error", listener: (error: Error) => void): Outgoing;
  setTimeout(ms: number, listener: () => void): unknown;
  destroy(error: Error): void;
  end(): void;
}
type Ask = (
  url: URL,
  options: { readonly lookup: Lookup; readonly headers: Readonly<Record<string, string>>; readonly agent: false },
) => Outgoing;

interface Process {
  readonly getBuiltinModule?: <Name extends keyof NodeModules>(name: Name) => NodeModules[Name];
  cwd(): string;
  on(event: "exit", listener: () => void): unknown;
  off(event: "exit", listener: () => void): unknown;
}
interface Runtime {
  readonly process?: Process;
}

/** The process, where there is one. */
export function runtimeProcess(): Process | undefined {
  return (globalThis as Runtime).process;
}

/** One of Node's modules. @throws Error where there are none */
export function nodeModule<Name extends keyof NodeModules>(name: Name): NodeModules[Name] {
  const module = runtimeProcess()?.getBuiltinModule?.(name);
  if (module === undefined) throw new Error(`${name} is not there on this runtime: give a fileStore.`);
  return module;
}

/** Where relative paths begin. */
export function workingDirectory(): string {
  return runtimeProcess()?.cwd() ?? "/";
}
