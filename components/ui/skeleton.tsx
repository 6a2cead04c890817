import clsx from "clsx";

/** The place of something that is on its way; hidden from screen readers, whose text stands beside it. */
export function Skeleton({ className }: { readonly className?: string }) {
  return (
    <div
      aria-hidden="true"
      className={clsx("animate-[breathe_1.8s_ease-in-out_infinite] rounded-control bg-line", className)}
    />
  );
}
