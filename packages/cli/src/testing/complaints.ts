import ts from "typescript";
import { CLIENT, LIBRARY } from "./declarations.js";

const FILES: Readonly<Record<string, string>> = { "/lib.d.ts": LIBRARY, "/client.d.ts": CLIENT };

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noUnusedLocals: true,
  exactOptionalPropertyTypes: true,
  noLib: true,
  types: [],
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
};

const unchanging = Object.entries(FILES).map(
  ([file, text]) => [file, ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true)] as const,
);

/** What TypeScript has to say against a file of types; `any` in it counts, and so does that a client does not take the type. */
export function complaints(text: string, name: string): readonly string[] {
  const files: Record<string, string> = {
    ...FILES,
    "/app.ts": text,
    "/use.ts": `import type { ${name} } from "./app"; import type { AppTypes } from "@gradio-ts/client";\nexport type Taken<T extends AppTypes = ${name}> = T;`,
  };
  const read = (file: string) => files[file];
  const parsed = new Map(unchanging);
  const host: ts.CompilerHost = {
    fileExists: (file) => file in files,
    readFile: read,
    getSourceFile: (file, target) => {
      const known = parsed.get(file) ?? ts.createSourceFile(file, read(file) ?? "", target, true);
      parsed.set(file, known);
      return known;
    },
    resolveModuleNameLiterals: (modules) =>
      modules.map(({ text: module }) => {
        const resolvedFileName = module === "./app" ? "/app.ts" : "/client.d.ts";
        return { resolvedModule: { resolvedFileName, extension: module === "./app" ? ts.Extension.Ts : ts.Extension.Dts } };
      }),
    getDefaultLibFileName: () => "/lib.d.ts",
    writeFile: () => {},
    getCurrentDirectory: () => "/",
    getCanonicalFileName: (file) => file,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
  };
  const program = ts.createProgram(["/lib.d.ts", "/client.d.ts", "/app.ts", "/use.ts"], OPTIONS, host);
  const said = ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  return [...said, ...anyOf(parsed.get("/app.ts"))];
}

function anyOf(file: ts.SourceFile | undefined): readonly string[] {
  if (file === undefined) return [];
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) found.push(`any at ${node.getStart()}`);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
