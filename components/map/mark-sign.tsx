import { isFilled, MARK_PATHS } from "./ink";
import { mapMessages } from "./map-messages";
import { MARK_KINDS, type MarkKind, type Marks } from "./marks";

const COLOURS: Readonly<Record<MarkKind, string>> = {
  playing: "text-amber",
  coming: "text-amber",
  past: "text-ink-3",
  never: "text-dislike",
  disliked: "text-dislike",
  liked: "text-like",
  style: "text-amber",
};

/** A mark of the map, as the canvas draws it. */
export function MarkSign({ kind }: { readonly kind: MarkKind }) {
  return (
    <svg
      viewBox="-9 -9 18 18"
      width="18"
      height="18"
      aria-hidden="true"
      className={`shrink-0 stroke-current ${isFilled(kind) ? "fill-current" : "fill-none"} ${COLOURS[kind]}`}
      strokeWidth={isFilled(kind) ? 0 : 2}
    >
      <path d={MARK_PATHS[kind]} />
    </svg>
  );
}

/** What the shapes mean, of those that are there. */
export function Legend({ marks }: { readonly marks: Marks }) {
  const there = MARK_KINDS.filter((kind) => marks.marks.some((mark) => mark.kind === kind));
  if (there.length === 0) return null;
  return (
    <section aria-labelledby="legend-title">
      <h2 id="legend-title" className="font-sans text-small tracking-normal text-ink-3">
        {mapMessages.marks.title}
      </h2>
      <ul className="mt-2 grid grid-cols-2 gap-x-4 gap-y-1">
        {there.map((kind) => (
          <li key={kind} className="flex items-center gap-2 text-ink-2">
            <MarkSign kind={kind} />
            <span>{mapMessages.marks[kind]}</span>
            <span className="tabular ml-auto text-small text-ink-3">
              {marks.marks.filter((mark) => mark.kind === kind).length}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
