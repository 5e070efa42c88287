import { html, raw } from "hono/html";

/** The path of an app's root, for links: they then hold whatever scheme and host the browser knows it by. */
export function placeOf(root: string): string {
  return new URL(root).pathname.replace(/\/+$/, "");
}

/**
 * A whole page around its content. Its style is a file, so that no inline style need be allowed.
 * @param head Markup of what else the page loads.
 */
export async function pageFrame(title: string, root: string, content: unknown, head: unknown = ""): Promise<string> {
  const page = await html`${raw("<!doctype html>")}
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="${placeOf(root)}/theme.css">
${head}
</head>
<body><main>${content}</main></body>
</html>
`;
  return page.toString();
}

export const PAGE_STYLE = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem; }
h2 { border-top: 1px solid #8884; padding-top: 1.5rem; font-family: ui-monospace, monospace; }
h3 { font-size: 1rem; margin-bottom: 0.25rem; }
.text { white-space: pre-wrap; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: 0.25rem 0.75rem 0.25rem 0; vertical-align: top; border-bottom: 1px solid #8883; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.9em; overflow-wrap: anywhere; }
pre { background: #8882; padding: 0.75rem; border-radius: 0.5rem; overflow-x: auto; }
pre code { overflow-wrap: normal; }
details { margin: 0.5rem 0; }
summary { cursor: pointer; }
label { display: block; margin: 0.75rem 0; }
input, button { font: inherit; padding: 0.4rem 0.75rem; }
`;
