import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { html, Markup } from "./markup.js";

interface Document {
  readonly title: string;
  readonly body: Markup;
}

/**
 * One page to keep or send. It loads nothing and runs nothing but its own script, which is told by its hash; all that comes from
 * outside is text in it, escaped. No other script can run, even if some text got past the escaping.
 */
export function page({ title, body }: Document): string {
  const style = asset("page.css");
  const script = asset("page.js");
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    `script-src '${hashOf(script)}'`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const { text } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
${body}
<script>${new Markup(script)}</script>
</body>
</html>
`;
  return text;
}

function asset(name: string): string {
  return readFileSync(new URL(name, new URL("./assets/", import.meta.url)), "utf8");
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
