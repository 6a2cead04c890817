import { pageMessages } from "@/components/page-messages";
import type { FieldRow, OperationView } from "./read-document";

/** One call of the API: what it does, what goes in, what comes out. */
export function Operation({ operation }: { readonly operation: OperationView }) {
  const { id, method, path, summary, description, isOpen, parameters, request, responses } = operation;
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="border-t border-line py-8">
      <h3 id={`${id}-title`} className="text-title">
        {summary}
      </h3>
      <p className="mt-2">
        <code className="font-mono text-small">
          <span className="mr-2 font-semibold text-amber-ink">{method}</span>
          {path}
        </code>
        {isOpen && <span className="ml-4 text-small text-ink-3">{pageMessages.docs.open}</span>}
      </p>
      {description && <p className="mt-2 text-ink-2">{description}</p>}
      <Fields title={pageMessages.docs.parameters} rows={parameters} />
      <Fields title={pageMessages.docs.request} rows={request} />
      {responses.map((response) => (
        <div key={response.status}>
          {response.fields.length > 0 ? (
            <Fields title={pageMessages.docs.answer(response.status)} rows={response.fields} />
          ) : (
            <p className="mt-3 text-small text-ink-2">
              <span className="tabular mr-3 font-semibold text-ink">{response.status}</span>
              {response.description}
            </p>
          )}
        </div>
      ))}
    </section>
  );
}

function Fields({ title, rows }: { readonly title: string; readonly rows: readonly FieldRow[] }) {
  if (rows.length === 0) return null;
  return (
    <details className="mt-4">
      <summary className="inline-flex min-h-11 cursor-pointer items-center font-medium">{title}</summary>
      <dl className="border-l border-line pl-4">
        {rows.map((row, index) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are drawn once on the server and names may repeat.
            key={index}
            className="grid gap-x-6 py-1.5 sm:grid-cols-[16rem_minmax(0,1fr)]"
            style={{ paddingLeft: `${row.depth * 1.25}rem` }}
          >
            <dt className="font-mono text-small">
              {row.name}
              {row.required && (
                <span title={pageMessages.docs.required} className="text-amber-ink">
                  {" *"}
                  <span className="sr-only">{pageMessages.docs.required}</span>
                </span>
              )}
            </dt>
            <dd className="text-small text-ink-2">
              <span className="text-ink-3">{row.type}</span>
              {row.note && ` – ${row.note}`}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
