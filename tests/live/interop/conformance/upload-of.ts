import { FILES } from "./calls.js";

/** A `File` for an input of calls.ts that stands for one; any other as it is. */
export function uploadOf(input: unknown): unknown {
  const name = fileOf(input);
  return name === undefined ? input : new File([FILES[name]], name);
}

/** The name of the file that an input of calls.ts stands for. */
export function fileOf(input: unknown): keyof typeof FILES | undefined {
  return typeof input === "object" && input !== null && "file" in input ? (input.file as keyof typeof FILES) : undefined;
}
