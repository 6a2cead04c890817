import { messages } from "@/components/messages";

/** Says on every page that the music service is not the real one. */
export function SandboxRibbon({ notice }: { readonly notice: string | undefined }) {
  if (!notice) return null;
  return (
    <p className="flex flex-wrap items-center justify-center gap-x-3 border-b border-line bg-sunk px-4 py-1.5 text-center text-small text-ink-2">
      <strong className="font-semibold text-amber-ink">{messages.sandbox}</strong>
      <span>{notice}</span>
    </p>
  );
}
