// The page of /authorize: choose one of the sandbox's listeners, or refuse. A plain form, no script.
// Every button of it leads back to the application that asked.
import type { AccountFixture } from "./fixtures";
import { escapeHtml, page } from "./page";
import { hash32 } from "./random";

const TINTS = ["#f0a93b", "#8fb8a8", "#d98e73", "#a9a3d6", "#c9b458"];

export function consentPage(input: {
  readonly accounts: readonly AccountFixture[];
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly scopes: readonly string[];
}): string {
  const hidden = Object.entries(input.query).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value ?? "")}">`,
  );
  const host = new URL(input.query.redirect_uri ?? "").host;
  const scopes = input.scopes.map((scope) => `<code>${escapeHtml(scope)}</code>`).join(", ");
  return page(
    "Choose a listener",
    `<h1>Who is listening?</h1>
<p>An emulation of Spotify's sign-in, for trying Longwave without an account. These listeners are made up, and so is all their music.</p>
<p class="soft">You go back to <code>${escapeHtml(host)}</code>.</p>
<form method="post" action="/authorize">
${hidden.join("\n")}
<ul>
${input.accounts.map(accountButton).join("\n")}
</ul>
<button class="deny" name="decision" value="deny">Deny access</button>
</form>
<details><summary>What the application asks for</summary><p>${scopes || "Nothing beyond the public profile."}</p></details>`,
  );
}

/** What the accounts service shows instead of redirecting to an address it does not trust. */
export function problemPage(problem: string): string {
  return page(
    "Cannot sign in",
    `<h1>${escapeHtml(problem)}</h1>
<p class="soft">The application sent a sign-in request that Spotify would refuse. Redirect URIs are https, or http on 127.0.0.1 or [::1].</p>`,
  );
}

function accountButton(account: AccountFixture): string {
  const tint = TINTS[hash32(account.id) % TINTS.length] ?? "#f0a93b";
  return `<li><button class="account" name="account" value="${escapeHtml(account.id)}">
<i style="background:${tint}" aria-hidden="true">${escapeHtml(account.displayName.charAt(0))}</i>
<b>${escapeHtml(account.displayName)}</b>
<small>${escapeHtml(account.note)}</small>
</button></li>`;
}
