import { isFileData } from "@gradio-ts/wire";

/** A string as Python's `repr` writes it. */
export function pythonString(value: string): string {
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  const escaped = value.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\r", "\\r").replaceAll("\t", "\\t");
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote;
}

/** `Literal['a', '1']`: every choice as a string, also numbers. */
export function pythonChoices(choices: readonly unknown[]): string {
  return `Literal[${choices.map((choice) => pythonString(String(choice))).join(", ")}]`;
}

/** A JSON value as Python source. A file is what `handle_file` of Python's client makes of its URL. */
export function pythonValue(value: unknown): string {
  if (isFileData(value)) return `handle_file(${pythonString(value.path)})`;
  if (value === null || value === undefined) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (typeof value === "string") return pythonString(value);
  if (Array.isArray(value)) return `[${value.map(pythonValue).join(", ")}]`;
  if (typeof value === "object") {
    return `{${Object.entries(value)
      .map(([key, member]) => `${pythonString(key)}: ${pythonValue(member)}`)
      .join(", ")}}`;
  }
  return String(value);
}
