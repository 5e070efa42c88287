/** How a recording tells the body of a request. */
export interface GoldenBody {
  readonly json?: unknown;
  /** Text, or bytes as Python prints them. */
  readonly body?: string;
  /** Field, file name (`null`: no file) and size; what was inside was not recorded. */
  readonly multipart?: readonly (readonly [field: string, name: string | null, size: number])[];
  readonly form?: Readonly<Record<string, string>>;
}

/** The body, and the type it has if a runtime does not give it one. */
export function goldenBody({ json, body, multipart, form }: GoldenBody): { readonly body?: BodyInit; readonly type?: string } {
  if (json !== undefined) return { body: JSON.stringify(json), type: "application/json" };
  if (multipart !== undefined) return { body: formOf(multipart) };
  if (form !== undefined) return { body: "extra" in form ? beside(form) : new URLSearchParams(form) };
  const [, bytes] = /^b'(.*)'$/.exec(body ?? "") ?? [];
  if (bytes !== undefined) return { body: new Blob([bytes.replaceAll("\\r\\n", "\r\n")]) };
  return body === undefined ? {} : { body };
}

function formOf(parts: NonNullable<GoldenBody["multipart"]>): FormData {
  const data = new FormData();
  for (const [field, name, size] of parts) {
    if (name === null) data.append(field, field === "password" ? "pw" : "admin");
    else data.append(field, new File([size === 5 ? "hello" : "x".repeat(size)], name));
  }
  return data;
}

/** "A text field beside the file". */
function beside(form: Readonly<Record<string, string>>): FormData {
  const data = formOf([["files", "a.txt", 5]]);
  for (const [field, value] of Object.entries(form)) data.append(field, value);
  return data;
}
