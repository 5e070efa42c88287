import type { Context, Hono } from "hono";
import { rootUrl } from "../documents/root-url.js";
import type { App } from "./app.js";

/** How a route answers. */
export type Answer = (context: Context) => Response | Promise<Response>;

/** By method. */
export interface Answers {
  readonly GET?: Answer;
  /** Gradio has it for the page and for files only. */
  readonly HEAD?: Answer;
  readonly POST?: Answer;
  readonly DELETE?: Answer;
}

/** What stands after the path: `"same"`, also with a slash; `"redirect"`, sent to the path without it. */
export type Slash = "same" | "redirect";

/** A route; methods it has no answer for are told so. */
export function route(hono: Hono, app: App, path: string, answers: Answers, slash: Slash = "redirect"): void {
  const allow = Object.keys(answers).join(", ");
  // By the request's own method: Hono gives HEAD to what answers GET, Gradio does not.
  const answer: Answer = (context) => answers[context.req.raw.method as keyof Answers]?.(context) ?? methodNotAllowed(allow);
  hono.all(path, answer);
  if (path !== "/") hono.all(`${path}/`, slash === "same" ? answer : (context) => withoutSlash(context, app));
}

function methodNotAllowed(allow: string): Response {
  return Response.json({ detail: "Method Not Allowed" }, { status: 405, headers: { allow } });
}

/** 307: the method and the body stay. */
function withoutSlash(context: Context, app: App): Response {
  const { search } = new URL(context.req.url);
  const location = rootUrl(context.req.raw, app.settings.rootPath) + context.req.path.slice(0, -1) + search;
  return new Response(null, { status: 307, headers: { location } });
}
