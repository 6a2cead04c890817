import { eventMessages } from "@/components/event-messages";

/** Who plays, on a lit scale. */
export function NowLine({ artist }: { readonly artist: string | null }) {
  return (
    <section
      aria-label={eventMessages.now}
      className="relative overflow-hidden rounded-panel border border-line bg-sunk px-5 pt-4 pb-5"
    >
      <div aria-hidden="true" className="absolute inset-x-5 top-0 flex h-2 justify-between">
        {Array.from({ length: 25 }, (_, tick) => tick).map((tick) => (
          <span key={tick} className={tick % 6 === 0 ? "h-2 w-px bg-line-strong" : "h-1 w-px bg-line"} />
        ))}
      </div>
      {artist ? (
        <>
          <p className="eyebrow mt-1">{eventMessages.now}</p>
          <p className="mt-1 pr-16 text-title leading-tight">
            <bdi className="font-display">{artist}</bdi>
          </p>
          <span
            aria-hidden="true"
            className="absolute top-0 right-10 h-full w-0.5 bg-amber shadow-[0_0_28px_10px_rgb(var(--glow)/var(--glow-strength))]"
          />
        </>
      ) : (
        <p className="mt-1 text-ink-2">{eventMessages.nothingYet}</p>
      )}
    </section>
  );
}
