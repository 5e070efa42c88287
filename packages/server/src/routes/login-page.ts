import type { Settings } from "../endpoint/settings.js";

/** What a browser gets of a locked app: a form that logs in and opens the page behind it. */
export function loginPage({ title, authMessage }: Settings): Response {
  const message = authMessage === null ? "" : `<p>${escaped(authMessage)}</p>`;
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
form { display: grid; gap: 0.75rem; max-width: 20rem; margin: 15vh auto; padding: 0 1rem }
label, input { display: block; width: 100%; box-sizing: border-box }
input, button { font: inherit; padding: 0.4rem }
</style>
</head>
<body>
<form method="post" action="login">
<h1>${escaped(title)}</h1>
${message}
<label>User name <input name="username" autocomplete="username" required autofocus></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required></label>
<button>Log in</button>
<p role="alert"></p>
</form>
<script>
document.querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await fetch("login", { method: "POST", body: new URLSearchParams(new FormData(event.target)) });
  if (answer.ok) location.reload();
  else document.querySelector("[role=alert]").textContent = "This name and password do not fit.";
});
</script>
</body>
</html>
`;
  return new Response(html, { headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" } });
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
