"use client";

import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { messages } from "@/components/messages";
import { Icon } from "@/components/ui/icon";
import { ToastHost } from "@/components/ui/toast";

type DialogProps = {
  /** Called when the listener closes it; the parent then takes it away. */
  readonly onClose: () => void;
  readonly title: string;
  readonly text?: string;
  readonly children: ReactNode;
};

/** A sheet over the page, open as long as it is there: centred on a desk, from the bottom edge on a phone. */
export function Dialog({ onClose, title, text, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Before it leaves the page, as only then its closing gives the focus back.
  useLayoutEffect(() => {
    const dialog = element.current;
    // The browser's modal dialog keeps the focus inside and closes on Escape.
    if (!dialog?.open) dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it; a click beside it is the pointer's way.
    <dialog
      ref={element}
      aria-labelledby={`${id}-title`}
      aria-describedby={text ? `${id}-text` : undefined}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      className="m-auto mb-0 max-h-[92dvh] w-full max-w-none animate-[arrive_180ms_ease-out] overflow-y-auto rounded-t-panel border border-line bg-ground text-ink backdrop:bg-black/60 sm:mb-auto sm:w-[32rem] sm:rounded-panel"
    >
      <div className="relative p-6 sm:p-8">
        <h2 id={`${id}-title`} className="pr-12 text-title">
          {title}
        </h2>
        {text && (
          <p id={`${id}-text`} className="mt-2 text-ink-2">
            {text}
          </p>
        )}
        <div className="mt-6">{children}</div>
        <button
          type="button"
          aria-label={messages.close}
          onClick={onClose}
          className="absolute top-4 right-4 grid size-11 place-items-center rounded-full text-ink-2 hover:text-ink"
        >
          <Icon name="close" size={20} />
        </button>
      </div>
      {/* What is said while it is open is said here: the page behind it cannot be reached. */}
      <ToastHost />
    </dialog>
  );
}
