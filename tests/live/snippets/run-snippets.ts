/** Runs programs as they were pasted, one after the other, and tells as JSON what each printed. */
import { pathToFileURL } from "node:url";

const everything: unknown[][] = [];
for (const path of process.argv.slice(2)) {
  let printed: unknown[] = [];
  console.log = (value: unknown) => printed.push(value);
  await import(pathToFileURL(path).href).catch((error) => {
    printed = [String(error)];
  });
  everything.push(printed);
}
process.stdout.write(JSON.stringify(everything));
process.exit();
