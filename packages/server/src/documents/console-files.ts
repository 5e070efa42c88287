/** The console's script and style sheet, as texts: they are wherever the server runs, with a disk or without. */
export interface ConsoleFiles {
  readonly script: string;
  readonly style: string;
}
