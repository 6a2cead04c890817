import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { listMessages } from "./list-messages";

type EmptyStationsProps = { readonly serviceLabel: string };

/** Explains how a playlist becomes a station, with three that could be. */
export function EmptyStations({ serviceLabel }: EmptyStationsProps) {
  return (
    <section className="mt-10 grid items-center gap-x-16 gap-y-10 border-y border-line py-12 lg:grid-cols-2">
      <div>
        <h2 className="text-display">{listMessages.emptyTitle}</h2>
        <p className="mt-5 max-w-xl text-lead text-ink-2">{listMessages.emptyText(serviceLabel)}</p>
        <Link href="/stations/new" className={buttonClass("outline", "mt-8")}>
          {listMessages.create}
        </Link>
      </div>
      <ul
        aria-hidden="true"
        className="relative space-y-5 border-l-2 border-amber pl-8 font-display text-title"
      >
        {listMessages.emptyExample.map((name) => {
          const [prefix, rest] = [name.slice(0, 7), name.slice(7)];
          return (
            <li key={name}>
              <span className="text-amber-ink">{prefix}</span>
              {rest}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
