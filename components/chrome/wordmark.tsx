import { messages } from "@/components/messages";

/** The name with a needle between its halves. */
export function Wordmark() {
  return (
    <span className="font-display text-[1.375rem] leading-none tracking-[-0.02em]">
      <span className="sr-only">{messages.product}</span>
      <span aria-hidden="true" className="inline-flex items-baseline">
        Long
        <span className="mx-[3px] inline-block h-[1.15em] w-[2px] translate-y-[0.22em] bg-amber" />
        wave
      </span>
    </span>
  );
}
