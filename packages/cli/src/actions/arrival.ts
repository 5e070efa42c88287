import type { IncomingMessage } from "node:http";
import { AuthenticationError, type Client, type SpaceStatus } from "@gradio-ts/client";
import type { AppAccess } from "../proxy/app-access.js";
import { escapeHtml, html } from "../proxy/html.js";
import { jsonAnswer, type PlainAnswer } from "../proxy/plain-answer.js";
import { connect } from "./connect.js";
import type { Shell } from "./shell.js";

/** Stages of a Space that pass, and take their time. */
const COMING = ["BUILDING", "APP_STARTING", "SLEEPING", "STOPPED"];

/** What a page is told until there is an app to ask. */
interface News {
  readonly status: number;
  /** A Space's stage, or an error's code. */
  readonly stage: string;
  /** A sentence for people. */
  readonly detail: string;
}

/** How far an app is: what pages hear of it meanwhile. */
export class Arrival {
  #news: News | undefined = { status: 503, stage: "CONNECTING", detail: "Connecting to the app." };
  #onWait: () => void = () => {};
  #onTold: () => void = () => {};
  /** Resolves when there is something to wait for, and to show. */
  readonly waits = new Promise<void>((resolve) => {
    this.#onWait = resolve;
  });

  /**
   * Connects. An app that is locked, and whose login nobody gave, is there as well: its page asks for it.
   * @returns `undefined` for a locked app. @throws GradioError
   */
  async connect(shell: Shell, app: string, access: AppAccess): Promise<Client | undefined> {
    try {
      const client = await connect(shell, app, { fetch: access.fetch, onSpaceStatus: (status) => this.#wait(status) });
      this.#news = undefined;
      return client;
    } catch (error) {
      if (!isLocked(error, shell, access)) throw error;
      this.#news = undefined;
      return undefined;
    } finally {
      shell.screen.clear();
    }
  }

  /** Tells the pages that are open why there will be no app. Resolves when one was told. */
  fail({ code, message }: { readonly code: string; readonly message: string }): Promise<void> {
    this.#news = { status: 502, stage: code, detail: message };
    return new Promise((resolve) => {
      this.#onTold = resolve;
    });
  }

  /** What is answered in the app's place; `undefined` once it is there. */
  answer({ headers }: IncomingMessage): PlainAnswer | undefined {
    if (this.#news === undefined) return undefined;
    const { status, stage, detail } = this.#news;
    if (status === 502) setImmediate(this.#onTold);
    return headers.accept?.includes("text/html") ? waitingPage(detail, status === 503) : jsonAnswer(status, { stage, detail });
  }

  #wait({ stage, message }: SpaceStatus): void {
    this.#news = { status: 503, stage, detail: message };
    if (COMING.includes(stage)) this.#onWait();
  }
}

function isLocked(error: unknown, { flags, environment }: Shell, { base }: AppAccess): boolean {
  const hasLogin = flags.auth !== undefined || Boolean(environment["GRADIO_AUTH"]);
  return error instanceof AuthenticationError && !hasLogin && base !== undefined && error.url?.startsWith(base.origin) === true;
}

function waitingPage(detail: string, again: boolean): PlainAnswer {
  const head = again ? '<meta http-equiv="refresh" content="2">' : "";
  return { status: again ? 503 : 502, type: "text/html", body: html("gradio-ts", head, `<p role="status">${escapeHtml(detail)}</p>`) };
}
