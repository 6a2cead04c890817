"use client";

import { Dialog } from "@/components/ui/dialog";
import { shortcutMessages } from "./shortcut-messages";

/** The keys and what they do. */
export default function ShortcutsSheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog onClose={onClose} title={shortcutMessages.title}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-2">
        {shortcutMessages.rows.map(([keys, action]) => (
          <div key={action} className="contents">
            <dt>
              <kbd className="inline-block min-w-9 rounded-control border border-line-strong px-2 py-0.5 text-center font-sans">
                {keys}
              </kbd>
            </dt>
            <dd>{action}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
