// The switches as fields of a form: one table of what they are called, and the way from a sent form to a change.
// switches-page.ts draws the table; names of fields are paths into the switches.
import { BUCKETS, type Switches, type SwitchesPatch, switchesPatchSchema, TIERS } from "./switches";

type FieldKind =
  | { readonly kind: "choice"; readonly options: readonly string[] }
  | { readonly kind: "flag" }
  /** Left blank: null, or no such key at all. */
  | { readonly kind: "number"; readonly unit?: string; readonly blank?: "null" | "absent" }
  | { readonly kind: "percent" }
  /** Words separated by spaces or commas. */
  | { readonly kind: "list" };

export type Field = FieldKind & { readonly path: string; readonly label: string; readonly hint?: string };
export type Section = { readonly id: string; readonly title: string; readonly fields: readonly Field[] };

/** The sections of the page for these accounts. */
export function createSections(accounts: readonly { readonly id: string; readonly displayName: string }[]) {
  return [
    {
      id: "app",
      title: "The app and its listeners",
      fields: [
        {
          path: "tier",
          label: "Tier",
          kind: "choice",
          options: TIERS,
          hint: "dev-new has every cut of 2026; the others answer the old routes and fields",
        },
        { path: "ownerPremium", label: "The app’s owner has Premium", kind: "flag" },
        ...accounts.flatMap(({ id, displayName }): Field[] => [
          { path: `accounts.${id}.premium`, label: `${displayName} has Premium`, kind: "flag" },
          { path: `accounts.${id}.allowListed`, label: `${displayName} is on the allow-list`, kind: "flag" },
        ]),
        {
          path: "refusals",
          label: "Who is not on the list is refused in",
          kind: "choice",
          options: ["json", "text"],
        },
      ],
    },
    {
      id: "sign-in",
      title: "Sign-in and tokens",
      fields: [
        {
          path: "consent",
          label: "Consent",
          kind: "choice",
          options: ["ask", "grant", "deny"],
          hint: "grant and deny answer without the page",
        },
        {
          path: "consentAccount",
          label: "Who signs in when it is granted",
          kind: "choice",
          options: accounts.map(({ id }) => id),
        },
        { path: "tokens.accessSeconds", label: "Access tokens live", kind: "number", unit: "s" },
        { path: "tokens.refreshDays", label: "Refresh tokens live", kind: "number", unit: "days" },
        { path: "tokens.rotateRefresh", label: "Each refresh gives a new refresh token", kind: "flag" },
      ],
    },
    {
      id: "answers",
      title: "Answers",
      fields: [
        { path: "latencyMs", label: "Every answer takes", kind: "number", unit: "ms" },
        { path: "deviceLagMs", label: "A new player is unknown for", kind: "number", unit: "ms" },
        {
          path: "playerWrites",
          label: "Player commands answer",
          kind: "choice",
          options: ["mixed", "204", "text"],
        },
        { path: "spurious.unauthorized", label: "Refused with 401 for nothing", kind: "percent" },
        { path: "spurious.premiumRequired", label: "Told “Premium required” for nothing", kind: "percent" },
        { path: "searchNulls", label: "Pages of search end in null", kind: "flag" },
        { path: "unplayable", label: "Unplayable tracks", kind: "list", hint: "ids; * = all" },
        { path: "coverless", label: "Albums come without covers", kind: "flag" },
        { path: "relinked", label: "Relinked tracks", kind: "list", hint: "ids; * = all" },
      ],
    },
    {
      id: "limits",
      title: "Limits",
      fields: [
        { path: "rate.max", label: "Calls in the short window", kind: "number", blank: "null" },
        { path: "rate.windowMs", label: "Short window", kind: "number", unit: "ms" },
        { path: "rate.retryAfter", label: "Its 429 says Retry-After", kind: "flag" },
        { path: "quota.windowMs", label: "Quota window", kind: "number", unit: "ms" },
        { path: "quota.retryAfter", label: "Its 429 says Retry-After", kind: "flag" },
        ...BUCKETS.map(
          (bucket): Field => ({
            path: `quota.max.${bucket}`,
            label: bucket,
            kind: "number",
            blank: "absent",
          }),
        ),
      ],
    },
  ] as const satisfies readonly Section[];
}

/** What a form changes; undefined where a value is none that the switch can take. */
export function readFields(fields: readonly Field[], form: URLSearchParams): SwitchesPatch | undefined {
  const patch: Record<string, unknown> = {};
  for (const field of fields) put(patch, field.path.split("."), readField(field, form.get(field.path)));
  const parsed = switchesPatchSchema.safeParse(patch);
  return parsed.success ? parsed.data : undefined;
}

/** The value of a switch by its path; undefined where there is none. */
export function valueAt(switches: Switches, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => {
    return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  }, switches);
}

function readField(field: Field, raw: string | null): unknown {
  const value = raw?.trim() ?? "";
  if (field.kind === "flag") return raw !== null;
  if (field.kind === "list") return value.split(/[\s,]+/).filter(Boolean);
  if (field.kind === "choice") return value;
  if (field.kind === "percent") return Number(value) / 100;
  if (value !== "") return Number(value);
  return field.blank === "null" ? null : undefined;
}

/** Parents are made even for a value that is absent: an empty table of limits is a change too. */
function put(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [key = "", ...rest] = path;
  if (rest.length === 0) {
    if (value !== undefined) target[key] = value;
    return;
  }
  const child = { ...(isRecord(target[key]) ? target[key] : {}) };
  put(child, rest, value);
  target[key] = child;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
