// The shell of the sandbox's own few pages: one look, dark and light, usable at 360 px, no script.
// Says on every page that this is not Spotify.

export function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** A whole page; `body` is markup whose texts are escaped already, `style` is for this page alone. */
export function page(title: string, body: string, style = ""): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark light">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)} · Longwave sandbox</title>
<style>${STYLE}${style}</style>
</head>
<body>
<main>
<p class="mark"><svg viewBox="0 0 48 20" aria-hidden="true"><path d="M1 10c4 0 4-8 8-8s4 16 8 16 4-16 8-16 4 16 8 16 4-8 8-8h6"/></svg>Longwave sandbox <span>not Spotify</span></p>
${body}
</main>
</body>
</html>`;
}

const STYLE = `
:root { --bg: #f4efe6; --card: #fffdf8; --ink: #221c15; --soft: #6a6055; --line: #d9cfbf; --accent: #9a5b00; --focus: #9a5b00; }
@media (prefers-color-scheme: dark) {
  :root { --bg: #15110d; --card: #1e1914; --ink: #f3ebdf; --soft: #b3a798; --line: #3a3128; --accent: #f0a93b; --focus: #f0a93b; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; background: var(--bg); color: var(--ink); font: 16px/1.55 ui-sans-serif, system-ui, "Segoe UI", Helvetica, Arial, sans-serif; }
main { max-width: 34rem; margin: 0 auto; padding: clamp(24px, 7vh, 72px) 20px 48px; }
.mark { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; margin: 0 0 32px; font-weight: 600; letter-spacing: .01em; }
.mark svg { width: 48px; height: 20px; fill: none; stroke: var(--accent); stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.mark span { padding: 1px 8px; border: 1px solid var(--accent); border-radius: 99px; color: var(--accent); font-size: 13px; font-weight: 500; }
h1 { margin: 0 0 8px; font: 600 clamp(26px, 6vw, 34px)/1.15 ui-serif, "Iowan Old Style", Georgia, serif; letter-spacing: -.01em; text-wrap: balance; }
p { margin: 0 0 16px; }
.soft { color: var(--soft); }
form { margin: 28px 0 0; }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 10px; }
button { font: inherit; color: inherit; cursor: pointer; }
.account { display: grid; grid-template-columns: 44px 1fr; gap: 2px 14px; width: 100%; padding: 14px 16px; text-align: left; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.account:hover { border-color: var(--accent); }
.account i { grid-row: span 2; display: grid; place-items: center; width: 44px; height: 44px; border-radius: 50%; font: 600 18px/1 ui-serif, Georgia, serif; color: #1d1610; }
.account b { font-weight: 600; align-self: end; }
.account small { grid-column: 2; color: var(--soft); font-size: 14px; line-height: 1.45; }
.deny { display: block; min-height: 44px; margin: 18px auto 0; padding: 8px 20px; background: none; border: 0; border-radius: 8px; color: var(--soft); text-decoration: underline; text-underline-offset: 4px; }
.deny:hover { color: var(--ink); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
details { margin-top: 26px; padding-top: 16px; border-top: 1px solid var(--line); font-size: 14px; color: var(--soft); }
summary { cursor: pointer; min-height: 28px; }
code { font: 13px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
dl { display: grid; gap: 14px; margin: 24px 0; } dt { font-weight: 600; } dd { margin: 0; color: var(--soft); }
a { color: var(--accent); }
figure { margin: 0 0 24px; } figure img { display: block; width: 100%; height: auto; max-width: 320px; border-radius: 4px; }
`;
