/** A file in a value to be written as code. */
export class FileReference {
  /** A path, an http(s) or `data:` URL; of bytes only their name. */
  readonly source: string;
  /** Where the app keeps it, if it is the app's: what tells it from other files. */
  readonly path: string | undefined;

  constructor(source: string, path?: string) {
    this.source = source;
    this.path = path;
  }
}
