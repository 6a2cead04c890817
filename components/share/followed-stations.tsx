"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { listMessages } from "@/components/stations/list-messages";
import { followedOptions } from "@/lib/api/sharing";
import { sharedMessages } from "./shared-messages";

/** The stations of others that the listener follows; nothing where there are none. */
export default function FollowedStations() {
  const { data } = useQuery(followedOptions());
  if (!data || data.stations.length === 0) return null;
  return (
    <section aria-labelledby="followed" className="mt-14">
      <h2 id="followed" className="text-title">
        {sharedMessages.followed}
      </h2>
      <ul className="mt-4 border-b border-line">
        {data.stations.map((station) => (
          <li
            key={station.id}
            className="group relative grid items-baseline gap-x-10 gap-y-1 border-t border-line py-4 transition-colors hover:border-amber md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]"
          >
            <h3 className="text-lead">
              <Link
                href={`/station/${encodeURIComponent(station.id)}`}
                className="transition-colors after:absolute after:inset-0 group-hover:text-amber-ink"
              >
                <bdi>{station.name}</bdi>
              </Link>
            </h3>
            <p className="line-clamp-2 text-ink-2">
              <bdi>{listMessages.styleOf(station.artists.slice(0, 12))}</bdi>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
