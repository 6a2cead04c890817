import type { ReactNode } from "react";
import { LateIcon } from "@/components/ui/late-icon";

type StripProps = { readonly children: ReactNode; readonly action?: ReactNode };

/** A calm line that says what is the matter and offers one way forward. */
export function Strip({ children, action }: StripProps) {
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-4 gap-y-1 border-l-2 border-amber bg-raised py-2 pr-2 pl-4 text-ink-2"
    >
      <LateIcon name="info" size={18} className="shrink-0 text-amber-ink" />
      <p className="min-w-0 flex-1 basis-60 py-1">{children}</p>
      {action}
    </div>
  );
}
