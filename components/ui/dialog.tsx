"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { messages } from "@/components/messages";

type DialogProps = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly text?: string;
  readonly children: ReactNode;
};

/** A sheet over the page: centred on a desk, from the bottom edge on a phone. */
export function Dialog({ open, onOpenChange, title, text, children }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-[arrive_180ms_ease-out] bg-black/60" />
        <Radix.Content
          {...(text ? {} : { "aria-describedby": undefined })}
          className="fixed inset-x-0 bottom-0 z-50 max-h-[92dvh] animate-[arrive_180ms_ease-out] overflow-y-auto rounded-t-panel border border-line bg-ground p-6 sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-[32rem] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-panel sm:p-8"
        >
          <Radix.Title className="pr-12 font-display text-title">{title}</Radix.Title>
          {text && <Radix.Description className="mt-2 text-ink-2">{text}</Radix.Description>}
          <Radix.Close
            aria-label={messages.share.close}
            className="absolute top-4 right-4 grid size-11 place-items-center rounded-full text-ink-2 hover:text-ink"
          >
            <X size={20} aria-hidden="true" />
          </Radix.Close>
          <div className="mt-6">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
