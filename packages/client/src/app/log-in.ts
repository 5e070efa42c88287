import { AuthenticationError } from "../errors.js";
import { answerError, evidenceOf, serverWords } from "../http/answer-error.js";
import type { Http } from "../http/request.js";

/**
 * Logs in; the server's cookies go into the jar. An app without login answers with a redirect, which is fine (protocol.md §10).
 * @throws AuthenticationError with the app's words, where it refuses.
 */
export async function logIn(http: Http, [username, password]: readonly [string, string], signal?: AbortSignal): Promise<void> {
  const answer = await http.answer("login", { form: new URLSearchParams({ username, password }), signal, isLogin: true });
  if (answer.status < 400) return;
  if (answer.status === 400 || answer.status === 401) {
    const said = serverWords(answer.body);
    throw new AuthenticationError(
      `The login of ${JSON.stringify(username)} was refused${said === "" ? "." : `: ${said}`}`,
      evidenceOf(answer),
    );
  }
  throw answerError(answer);
}
