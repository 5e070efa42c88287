/** A file in a value to be written as code. */
export class FileReference {
  /** A path, an http(s) or `data:` URL; of bytes only their name. */
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}
