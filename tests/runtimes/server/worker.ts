/** An app on workerd. Its queue and its sessions are shared by requests, so it lives in one Durable Object. */
import { makeApp } from "./app.js";

export class App {
  readonly fetch = makeApp().fetch;
}

interface Environment {
  readonly app: { idFromName(name: string): unknown; get(id: unknown): { fetch(request: Request): Promise<Response> } };
}

export default {
  fetch: (request: Request, { app }: Environment): Promise<Response> => app.get(app.idFromName("app")).fetch(request),
};
