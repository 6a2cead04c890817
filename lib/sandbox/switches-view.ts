// How the page of switches looks: what is on now, the faults of routes, the switches by section, buckets and buttons.
// Only markup; switches-page.ts acts.
import { quotaOf } from "./actions";
import { escapeHtml, page } from "./page";
import { routeName } from "./route";
import { apiRoutes } from "./routes/table";
import { accountOf, type SandboxState } from "./state";
import { defaultSwitches } from "./switches";
import { createSections, type Field, type Section, valueAt } from "./switches-fields";

/** What may be made of a route: value of the choice and its words. */
const FAULTS: readonly (readonly [string, string])[] = [
  ["503", "fails: 503"],
  ["500", "fails: 500"],
  ["502 empty", "fails: 502, empty body"],
  ["429", "fails: 429, rate limit, Retry-After 5 s"],
  ["429 QUOTA_EXCEEDED", "fails: 429, quota, Retry-After 1 h"],
  ["403 text", "fails: 403, plain text"],
  ["404", "fails: 404"],
  ["401", "fails: 401"],
  ["drop", "cuts the connection"],
  ["slow", "answers late"],
];
const CLOCKS: readonly (readonly [number, string])[] = [
  [60_000, "a minute"],
  [3_600_000, "an hour"],
  [86_400_000, "a day"],
  [183 * 86_400_000, "six months"],
];
const SIGN_IN_ROUTES = ["GET /authorize", "POST /api/token"];

export function renderSwitches(state: SandboxState, now: number): string {
  const accounts = [...state.accounts.values()];
  const sections = createSections(accounts);
  const limits = sections.find((section) => section.id === "limits");
  return page(
    "Switches",
    `<h1>Switches</h1>
<p class="soft">Everything that can go wrong, while it runs. Clock of the sandbox: <time>${new Date(now).toISOString().slice(0, 16).replace("T", " ")}</time> UTC. <a href="/sandbox">Look again</a></p>
${renderOn(state, sections)}
<div class="columns">
${renderFaults(state)}
${renderNow(state)}
${sections
  .filter((section) => section.id !== "limits")
  .map((section) => renderSection(state, section))
  .join("\n")}
${limits ? renderLimits(state, limits, now) : ""}
</div>`,
    STYLE,
  );
}

/** What is not as after a start, in words, and the way back. */
function renderOn(state: SandboxState, sections: readonly Section[]): string {
  const standard = defaultSwitches();
  const changed = sections.flatMap(({ fields }) =>
    fields.flatMap((field) => {
      const value = shownValue(state, field);
      const before = field.path.startsWith("accounts.")
        ? accountValue(state.accounts.get(field.path.split(".")[1] ?? ""), field)
        : valueAt(standard, field.path);
      return JSON.stringify(value) === JSON.stringify(before) ? [] : [`${field.label}: ${inWords(value)}`];
    }),
  );
  const { failing, dropping, slow } = state.switches;
  const faults = failing.length + dropping.length + slow.length;
  const all = [
    ...(faults ? [`${faults} ${faults === 1 ? "route has" : "routes have"} a fault`] : []),
    ...changed,
  ];
  const list = all.length
    ? `<ul class="chips">${all.map((line) => `<li>${escapeHtml(line)}</li>`).join("")}</ul>`
    : "<p>All is well: nothing is switched on.</p>";
  return `<section id="all" class="on"><h2>On now</h2>${list}
<form method="post" action="/sandbox"><input type="hidden" name="section" value="all">
<button name="do" value="clear">Put every switch back</button>
<button class="plain" name="do" value="reset">Start afresh, listeners and all</button></form></section>`;
}

function renderFaults({ switches, calls }: SandboxState): string {
  const row = (key: string, route: string, what: string) =>
    `<li><span><code>${escapeHtml(route)}</code><small>${escapeHtml(what)}</small></span><button class="plain" name="remove" value="${key}" aria-label="Switch off: ${escapeHtml(`${route} ${what}`)}">Switch off</button></li>`;
  const rows = [
    ...switches.failing.map((fault, n) =>
      row(
        `failing.${n}`,
        fault.route,
        `fails with ${fault.status}${fault.times ? `, ${fault.times} more` : ""}`,
      ),
    ),
    ...switches.dropping.map((route, n) => row(`dropping.${n}`, route, "cuts the connection")),
    ...switches.slow.map(({ route, ms }, n) => row(`slow.${n}`, route, `answers ${ms} ms late`)),
  ];
  const names = [...new Set(["*", "GET /v1/*", ...SIGN_IN_ROUTES, ...apiRoutes.map(routeName)])];
  const option = (name: string) => {
    const count = calls.get(name);
    const words = name === "*" ? "every route" : `${name}${count ? `, called ${count}×` : ""}`;
    return `<option value="${escapeHtml(name)}">${escapeHtml(words)}</option>`;
  };
  return `<section id="faults"><h2>Faults of routes</h2>
<form method="post" action="/sandbox"><input type="hidden" name="section" value="faults">
${rows.length ? `<ul class="rows">${rows.join("")}</ul>` : '<p class="soft">No route has a fault.</p>'}
</form>
<form method="post" action="/sandbox"><input type="hidden" name="section" value="faults">
<label class="field"><span>Route</span><select name="route">${names.map(option).join("")}</select></label>
<label class="field"><span>What happens</span><select name="kind">${FAULTS.map(([value, words]) => `<option value="${value}">${words}</option>`).join("")}</select></label>
<label class="field"><span>How often, or how late in ms<small>blank: until switched off; 3000 ms</small></span><input name="amount" inputmode="numeric" pattern="[0-9]*"></label>
<button>Switch the fault on</button></form></section>`;
}

function renderNow(state: SandboxState): string {
  const who = [...state.accounts.values()].map(
    ({ id, displayName }) => `<option value="${escapeHtml(id)}">${escapeHtml(displayName)}</option>`,
  );
  const button = (name: string, value: string, words: string) =>
    `<button class="plain" name="${name}" value="${value}">${words}</button>`;
  return `<section id="now"><h2>Do it now</h2>
<form method="post" action="/sandbox"><input type="hidden" name="section" value="now">
<label class="field"><span>To whom</span><select name="account"><option value="">everybody</option>${who.join("")}</select></label>
<h3>Players</h3><div class="buttons">
${button("device", "cut", "Cut the line")}${button("device", "forget", "Forget the device silently")}${button("device", "renew", "Give another device id")}${button("device", "elsewhere", "Play on another device")}
</div><h3>Tokens</h3><div class="buttons">
${button("token", "expire_access", "Expire access tokens")}${button("token", "revoke_refresh", "Revoke refresh tokens")}${button("token", "revoke_all", "Revoke all")}
</div><h3>Clock, for everybody, on by</h3><div class="buttons">
${CLOCKS.map(([ms, words]) => button("clock", String(ms), words)).join("")}
</div></form></section>`;
}

function renderSection(state: SandboxState, { id, title, fields }: Section): string {
  return `<section id="${id}"><h2>${title}</h2>
<form method="post" action="/sandbox"><input type="hidden" name="section" value="${id}">
${fields.map((field) => renderField(field, shownValue(state, field))).join("\n")}
<button>Apply</button></form></section>`;
}

/** The limits with what is spent of each bucket beside its quota. */
function renderLimits(state: SandboxState, { title, fields }: Section, now: number): string {
  const isBucket = (field: Field) => field.path.startsWith("quota.max.");
  const use = quotaOf(state, now);
  const row = (field: Field) => {
    const { used, max, left, refused, reopens_at: reopens } = use[field.label] ?? emptyUse;
    const bar =
      max === null ? "" : `<meter min="0" max="${Math.max(1, max)}" value="${used}">${used}</meter>`;
    const note = reopens
      ? `opens ${reopens.slice(5, 16).replace("T", " ")}`
      : left === null
        ? ""
        : `${left} left`;
    return `<tr><th scope="row"><label for="${field.path}">${field.label}</label></th><td>${used}${refused ? ` <b>+${refused} refused</b>` : ""}</td>
<td><input id="${field.path}" name="${field.path}" value="${max ?? ""}" inputmode="numeric" pattern="[0-9]*" placeholder="none"></td><td>${bar}<small>${note}</small></td></tr>`;
  };
  return `<section id="limits" class="wide"><h2>${title}</h2>
<form method="post" action="/sandbox"><input type="hidden" name="section" value="limits">
<div class="grid">${fields
    .filter((field) => !isBucket(field))
    .map((field) => renderField(field, shownValue(state, field)))
    .join("\n")}</div>
<div class="scroll" tabindex="0" role="region" aria-label="Quotas"><table><thead><tr><th scope="col">Bucket</th><th scope="col">Spent</th><th scope="col">Quota</th><th scope="col">State</th></tr></thead>
<tbody>${fields.filter(isBucket).map(row).join("\n")}</tbody></table></div>
<button>Apply</button></form>
<form method="post" action="/sandbox"><input type="hidden" name="section" value="quotas"><button class="plain">Use the quotas others measured</button></form></section>`;
}

function renderField(field: Field, value: unknown): string {
  const { path, label } = field;
  const hint = field.hint ? `<small>${escapeHtml(field.hint)}</small>` : "";
  const words = `<span>${escapeHtml(label)}${hint}</span>`;
  if (field.kind === "flag") {
    return `<label class="flag"><input type="checkbox" name="${path}"${value === true ? " checked" : ""}>${words}</label>`;
  }
  if (field.kind === "choice") {
    const options = field.options.map(
      (option) => `<option${option === value ? " selected" : ""}>${escapeHtml(option)}</option>`,
    );
    return `<label class="field">${words}<select name="${path}">${options.join("")}</select></label>`;
  }
  if (field.kind === "list") {
    const list = Array.isArray(value) ? value.join(" ") : "";
    return `<label class="field">${words}<input name="${path}" value="${escapeHtml(list)}"></label>`;
  }
  const unit = field.kind === "percent" ? "%" : (field.unit ?? "");
  const shown = field.kind === "percent" ? Math.round(Number(value) * 100) : (value ?? "");
  return `<label class="field">${words}<span class="unit"><input name="${path}" value="${shown}" inputmode="numeric" pattern="[0-9]*"${field.kind === "number" && field.blank ? ' placeholder="none"' : ""}>${unit}</span></label>`;
}

const emptyUse = { used: 0, max: null, left: null, refused: 0, reopens_at: null };

function shownValue(state: SandboxState, field: Field): unknown {
  if (!field.path.startsWith("accounts.")) return valueAt(state.switches, field.path);
  return accountValue(accountOf(state, field.path.split(".")[1] ?? ""), field);
}

function accountValue(
  account: { readonly product: string; readonly allowListed: boolean } | undefined,
  { path }: Field,
): boolean {
  return path.endsWith(".premium") ? account?.product === "premium" : account?.allowListed === true;
}

function inWords(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.length ? value.join(" ") : "none";
  return value === undefined || value === null ? "none" : String(value);
}

const STYLE = `
main { max-width: 64rem; }
h2 { margin: 0 0 14px; font: 600 19px/1.25 ui-serif, "Iowan Old Style", Georgia, serif; }
h3 { margin: 18px 0 8px; font-size: 14px; font-weight: 600; color: var(--soft); }
section { padding: 20px; background: var(--card); border: 1px solid var(--line); border-radius: 12px; scroll-margin-top: 16px; }
section:target { border-color: var(--accent); }
section form { margin: 0; } section form + form { margin-top: 14px; }
.on { margin: 20px 0; border-left: 4px solid var(--accent); }
.columns { columns: 2; column-gap: 20px; } .columns > section { break-inside: avoid; margin-bottom: 20px; }
.columns > .wide { column-span: all; margin-top: 20px; }
.chips { display: flex; flex-wrap: wrap; gap: 6px; margin-bottom: 16px; } .chips li { padding: 3px 12px; border: 1px solid var(--accent); border-radius: 99px; font-size: 14px; }
.rows { gap: 0; margin-bottom: 14px; } .rows li { display: flex; justify-content: space-between; align-items: center; gap: 12px; padding: 6px 0; border-bottom: 1px solid var(--line); }
.rows small, .field small, .flag small { display: block; color: var(--soft); font-size: 13px; }
.field { display: grid; grid-template-columns: 1fr minmax(7.5rem, 45%); align-items: center; gap: 4px 14px; padding: 5px 0; }
.flag { display: flex; align-items: center; gap: 12px; min-height: 44px; cursor: pointer; }
.flag input { width: 22px; height: 22px; margin: 0; flex: none; accent-color: var(--accent); }
input:not([type=checkbox]), select { width: 100%; min-width: 0; min-height: 44px; padding: 8px 10px; font: inherit; font-size: 16px; color: var(--ink); background: var(--bg); border: 1px solid var(--line); border-radius: 8px; }
.unit { display: flex; align-items: center; gap: 8px; color: var(--soft); }
section button { min-height: 44px; margin: 10px 8px 0 0; padding: 8px 18px; border: 1px solid var(--accent); border-radius: 99px; background: var(--accent); color: var(--card); font-weight: 600; }
section button.plain { background: none; color: var(--ink); border-color: var(--line); font-weight: 400; } section button:hover { border-color: var(--ink); }
.rows button, .buttons button { margin-top: 0; white-space: nowrap; } .buttons { display: flex; flex-wrap: wrap; gap: 8px; } .buttons button { margin: 0; }
.grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); gap: 0 28px; margin-bottom: 14px; }
.scroll { overflow-x: auto; } table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 4px 10px 4px 0; text-align: left; font-weight: 400; border-bottom: 1px solid var(--line); } thead th { font-size: 13px; color: var(--soft); }
td b { color: var(--accent); font-weight: 600; white-space: nowrap; } td input { width: 6.5rem !important; } td small { color: var(--soft); white-space: nowrap; } meter { display: block; width: 7rem; height: 12px; }
@media (max-width: 52rem) { .columns { columns: 1; } }
@media (max-width: 26rem) { section { padding: 16px; } .field { grid-template-columns: 1fr; } td small { white-space: normal; } td input { width: 4.5rem !important; } meter { width: 4rem; } }
`;
