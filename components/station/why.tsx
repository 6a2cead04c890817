import clsx from "clsx";
import { messages } from "@/components/messages";
import type { ReasonBody } from "@/lib/api/schemas";
import { reasonLines } from "./because";

/** A term wears the same colour wherever it is named. */
export const reasonColours = {
  style: "bg-amber",
  like: "bg-like",
  lean: "bg-ink",
  familiarity: "bg-line-strong",
  dislike: "bg-dislike",
} as const satisfies Record<ReasonBody["term"], string>;

/** Why this song: the terms of its score as shares of what pulled it up. */
export function Why({ because }: { readonly because: readonly ReasonBody[] }) {
  const lines = reasonLines(because);
  return (
    <section aria-labelledby="why-title">
      <h2 id="why-title" className="font-sans text-small tracking-normal text-ink-3">
        {messages.why.title}
      </h2>
      {lines.length === 0 ? (
        <p className="mt-1 text-ink-2">{messages.why.none}</p>
      ) : (
        <>
          <div aria-hidden="true" className="mt-2 flex h-1 max-w-md gap-0.5">
            {lines
              .filter((line) => line.percent > 0)
              .map((line) => (
                <span
                  key={line.term}
                  className={clsx("h-full rounded-full", reasonColours[line.term])}
                  style={{ flexGrow: line.percent, flexBasis: 0 }}
                />
              ))}
          </div>
          <ul className="mt-3 space-y-1">
            {lines.map((line) => (
              <li key={line.term} className="flex gap-3 text-ink-2">
                <span className="w-12 shrink-0 text-ink">{messages.why.share(line.percent)}</span>
                <span
                  aria-hidden="true"
                  className={clsx("mt-2 size-2 shrink-0 rounded-full", reasonColours[line.term])}
                />
                <bdi>{line.text}</bdi>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
