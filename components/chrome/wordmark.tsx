import { messages } from "@/components/messages";

/** The name with a needle between its halves. */
export function Wordmark() {
  return (
    <span className="inline-flex items-baseline font-display text-[1.375rem] leading-none tracking-[-0.02em]">
      Long
      <span
        aria-hidden="true"
        className="mx-[3px] inline-block h-[1.15em] w-[2px] translate-y-[0.22em] bg-amber"
      />
      wave
      <span className="sr-only">{messages.tagline}</span>
    </span>
  );
}
