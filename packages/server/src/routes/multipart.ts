import { type MultipartError, make } from "multipasta";
import { arriving } from "./arriving.js";
import { partHead } from "./part-head.js";

/** The field of a form that files come in (protocol.md §7.1). */
const FIELD = "files";
/** As many as Gradio takes in one request. */
const MOST_FILES = 1_000;

const MISSING_BOUNDARY = "Missing boundary in multipart.";

/** A body that is no form. */
export class MalformedFormError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "MalformedFormError";
  }
}

/** A file of a form, while it arrives. */
export interface UploadedPart {
  readonly name: string;
  /** MIME type, as the client says. */
  readonly type: string;
  /** To be read before the next part is asked for. */
  readonly content: ReadableStream<Uint8Array>;
}

type Piece = { readonly name: string; readonly type: string } | Uint8Array | "end of part";

/** The files of a multipart body, one after the other; no more of it is read than is asked for. @throws MalformedFormError */
export async function* uploadedParts(request: Request): AsyncGenerator<UploadedPart, void> {
  const pieces = piecesOf(request);
  try {
    for (let piece = await pieces.next(); !piece.done; piece = await pieces.next()) {
      if (typeof piece.value === "string" || piece.value instanceof Uint8Array) continue;
      yield { ...piece.value, content: contentOf(pieces) };
    }
  } finally {
    await pieces.return();
  }
}

/** The bytes up to the part's end. */
function contentOf(pieces: AsyncGenerator<Piece, void>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value } = await pieces.next();
        if (value instanceof Uint8Array) controller.enqueue(value);
        else controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}

/** What the parser makes of the body. It works at once on what it is given, so what it has said is passed on before it gets more. */
async function* piecesOf(request: Request): AsyncGenerator<Piece, void> {
  const type = request.headers.get("content-type") ?? "";
  // To the parser an empty text is one.
  if (/;\s*boundary=""/i.test(type)) throw new MalformedFormError(MISSING_BOUNDARY);
  const said: Piece[] = [];
  let failure: MultipartError | undefined;
  let ended = false;
  const parser = make({
    headers: { "content-type": type },
    maxParts: MOST_FILES,
    // Other fields are read past, not kept.
    isFile: () => true,
    onField() {},
    onFile: ({ headers, contentType }) => {
      // The parser's own reading of the head ends at Latin letters.
      const { field, filename } = partHead(String(headers["content-disposition"]));
      if (field !== FIELD || filename === undefined) return () => {};
      said.push({ name: filename, type: contentType });
      return (chunk) => void said.push(chunk ?? "end of part");
    },
    onError: (error) => {
      failure ??= error;
    },
    onDone: () => {
      ended = true;
    },
  });
  const reader = arriving(request.body ?? new Blob().stream()).getReader();
  try {
    for (;;) {
      if (failure !== undefined) throw new MalformedFormError(messageOf(failure));
      const { done, value } = await reader.read();
      if (done) break;
      feed(parser, value);
      yield* said.splice(0);
    }
    // What ends before its last boundary was cut off.
    if (!ended) throw new MalformedFormError("The form ends before its last boundary.");
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** @throws MalformedFormError */
function feed(parser: ReturnType<typeof make>, chunk: Uint8Array): void {
  try {
    parser.write(chunk);
  } catch (error) {
    throw new MalformedFormError(`The form cannot be read: ${(error as Error).message}.`);
  }
}

function messageOf(error: MultipartError): string {
  if (error._tag === "InvalidBoundary") return MISSING_BOUNDARY;
  if (error._tag === "ReachedLimit") return `Too many files. Maximum number of files is ${MOST_FILES}.`;
  return "The form has a part without a proper head.";
}
