/** What the app's functions noted under a label: asked by hand, so that the client under test is not its own witness. */
export async function journal(url: string, label: string): Promise<readonly unknown[]> {
  for (const prefix of ["gradio_api/", ""]) {
    const response = await fetch(`${url}${prefix}run/journal`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ data: [label] }),
    });
    if (response.ok) return JSON.parse(((await response.json()) as { data: [string] }).data[0]) as unknown[];
  }
  throw new Error(`The app at ${url} does not tell its journal`);
}

let labels = 0;
/** A label no other call uses. */
export function freshLabel(): string {
  return `call ${process.pid}.${++labels}`;
}
