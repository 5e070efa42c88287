/** An answer that came as an event stream, for clients that take JSON only: its last message is the answer, those before it are notifications. */
export async function jsonAnswer(response: Response): Promise<Response> {
  if (!response.headers.get("content-type")?.startsWith("text/event-stream")) return response;
  const messages = (await response.text()).split(/\r?\n/).filter((line) => line.startsWith("data:"));
  const last = messages.at(-1)?.slice("data:".length).trim() ?? "null";
  return new Response(last, { status: response.status, headers: { "content-type": "application/json" } });
}
