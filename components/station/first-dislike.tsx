"use client";

import { Button } from "@/components/ui/button";
import { whyMessages } from "./why-messages";

type FirstDislikeProps = { readonly artist: string; readonly onUnderstood: () => void };

/** What the listener's first dislike did, said once, where it happened. */
export default function FirstDislike({ artist, onUnderstood }: FirstDislikeProps) {
  return (
    <p className="mt-3 flex animate-[arrive_300ms_ease-out] items-center gap-4 border-l-2 border-dislike py-1 pl-4 text-ink-2">
      <span className="flex-1">{whyMessages.firstDislike(artist)}</span>
      <Button look="quiet" onClick={onUnderstood}>
        {whyMessages.understood}
      </Button>
    </p>
  );
}
