"use client";

import { useEffect, useState } from "react";
import { tinykeys } from "tinykeys";
import { messages } from "@/components/messages";
import { Dialog } from "@/components/ui/dialog";
import { isTaken } from "./use-shortcuts";

/** The keys, on "?". */
export function ShortcutsSheet() {
  const [open, setOpen] = useState(false);
  useEffect(() => tinykeys(window, { "Shift+?": (event) => !isTaken(event) && setOpen(true) }), []);
  return (
    <Dialog open={open} onOpenChange={setOpen} title={messages.shortcuts.title}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-2">
        {messages.shortcuts.rows.map(([keys, action]) => (
          <div key={keys} className="contents">
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
