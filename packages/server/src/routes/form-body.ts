import { limited } from "./json-body.js";

/** A form without files is small. */
const MAX_BYTES = 64 * 1024;

/** The fields of a form in either encoding (protocol.md §10); `undefined` for any other body. @throws Refusal if it is too large */
export async function readForm(request: Request): Promise<FormData | undefined> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)\s*(;|$)/i.test(type)) return undefined;
  const body = limited(request, MAX_BYTES);
  try {
    return await new Response(body === null ? "" : await new Response(body).arrayBuffer(), {
      headers: { "content-type": type },
    }).formData();
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
