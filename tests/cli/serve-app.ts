import { afterAll, beforeAll } from "vitest";
import { type Answer, type Answering, answering } from "./answers.js";
import { makeApp } from "./app.js";

/** What the tests of a file call. */
export interface ServedApp {
  /** Where the app is, once tests run. */
  readonly url: string;
  /** Where a server is that always answers so. */
  answer(answer: Answer): Promise<string>;
}

/** Serves the app of all commands while the tests of a file run, and other servers beside it. */
export function serveApp(): ServedApp {
  const app = makeApp();
  const closing: Answering[] = [];
  const served = {
    url: "",
    async answer(answer: Answer) {
      const server = await answering(answer);
      closing.push(server);
      return server.url;
    },
  };
  beforeAll(async () => {
    served.url = (await app.listen({ port: 0 })).url;
  });
  afterAll(async () => {
    for (const server of closing) server.close();
    await app.close({ drain: 0 });
  });
  return served;
}
