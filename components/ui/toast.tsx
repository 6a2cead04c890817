"use client";

import { useEffect } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

export type Toast = {
  readonly text: string;
  /** The way back, e.g. "Undo". */
  readonly action?: ToastAction;
  /** A second thing to do, e.g. to go further. */
  readonly also?: ToastAction | undefined;
};

type ToastAction = { readonly label: string; readonly onClick: () => void };

type Shown = Toast & { readonly id: number };

const SHOWN_MS = 8_000;
const LINGER_MS = 1_500;
const store = createStore<{ readonly toast: Shown | undefined }>(() => ({ toast: undefined }));
let count = 0;

/** Says something in passing at the foot of the page. The newest takes the place of the one before. */
export function showToast(toast: Toast): void {
  count += 1;
  store.setState({ toast: { ...toast, id: count } });
}

const dismiss = () => store.setState({ toast: undefined });

/** Whoever points at it is still reading, or about to press. */
const isHeld = () =>
  [...document.querySelectorAll(".toasts")].some(
    (host) => host.matches(":hover") || host.contains(document.activeElement),
  );

/** Where toasts appear: in the layout, and in a dialog as long as it is open. */
export function ToastHost() {
  const toast = useStore(store, (state) => state.toast);
  useEffect(() => {
    if (!toast) return;
    let timer = setTimeout(leave, SHOWN_MS);
    return () => clearTimeout(timer);
    function leave() {
      if (isHeld()) timer = setTimeout(leave, LINGER_MS);
      else dismiss();
    }
  }, [toast]);
  return (
    <div
      role="status"
      className="toasts pointer-events-none fixed inset-x-4 bottom-[calc(var(--below)+1.25rem)] z-50 flex justify-center sm:bottom-[calc(var(--below)+2rem)]"
    >
      {toast && (
        <div
          key={toast.id}
          className="pointer-events-auto flex min-h-12 w-full max-w-md animate-[arrive_200ms_ease-out] flex-wrap items-center justify-end gap-x-4 rounded-control border border-line-strong bg-raised pr-2 pl-4 shadow-lg"
        >
          <p className="flex-1 basis-52 py-2">{toast.text}</p>
          {[toast.also, toast.action].map(
            (action) =>
              action && (
                <button
                  key={action.label}
                  type="button"
                  onClick={() => {
                    dismiss();
                    action.onClick();
                  }}
                  className="min-h-11 px-2 font-semibold text-amber-ink"
                >
                  {action.label}
                </button>
              ),
          )}
        </div>
      )}
    </div>
  );
}
