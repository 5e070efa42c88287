import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";

/**
 * Logs in to the app, by the app's own route (protocol.md §10); the cookie it gives is the browser's.
 * @param url Where the page reaches the app. @param name What people call it.
 */
export function LoginForm(props: { readonly url: string; readonly name: string; readonly onDone: () => void }): JSX.Element {
  const { url, name, onDone } = props;
  const id = useId();
  const [refusal, setRefusal] = useState("");
  const logIn = async (form: HTMLFormElement) => {
    const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
    const answer = await fetch(new URL("login", url), { method: "POST", body, headers: { accept: "application/json" } });
    if (answer.ok) return onDone();
    setRefusal(answer.status === 400 ? "This user and password do not fit." : `The app answered ${answer.status}. Try again later.`);
  };
  const submit = (event: JSX.TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    logIn(event.currentTarget).catch(() => setRefusal("The app cannot be reached. Try again when it is up."));
  };
  return (
    <form class="login" aria-labelledby={id} onSubmit={submit}>
      <h1 id={id}>Log in</h1>
      <p>
        The app at <code>{name}</code> wants to know who you are.
      </p>
      <label>
        User <input name="username" autocomplete="username" required />
      </label>
      <label>
        Password <input name="password" type="password" autocomplete="current-password" required />
      </label>
      {refusal !== "" && (
        <p class="error" role="alert">
          {refusal}
        </p>
      )}
      <p>
        <button type="submit" class="main">
          Log in
        </button>
      </p>
    </form>
  );
}
