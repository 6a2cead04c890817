"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { SignInButton } from "@/components/chrome/sign-in";
import { faultMessages } from "@/components/fault-messages";
import { messages } from "@/components/messages";
import { shortReason } from "@/components/station/because";
import { Button, buttonClass } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Strip } from "@/components/ui/strip";
import { showToast } from "@/components/ui/toast";
import { createStation, isAppError, shareOptions } from "@/lib/api/client";
import type { OpenShareResponse } from "@/lib/api/schemas";

type SharedStationProps = {
  readonly code: string;
  readonly serviceLabel: string;
  readonly isSignedIn: boolean;
};

/** What a link leads to: the station's name, what it is made of, what it would play, and the way to hear it. */
export function SharedStation({ code, serviceLabel, isSignedIn }: SharedStationProps) {
  const { data, error, refetch } = useQuery(shareOptions(code));
  if (isAppError(error) && (error.code === "gone" || error.code === "not_found")) return <Ended />;
  if (error) {
    return (
      <div className="page pt-12">
        <Strip
          action={
            <Button look="quiet" onClick={() => void refetch()}>
              {messages.stations.retry}
            </Button>
          }
        >
          {error.message}
        </Strip>
      </div>
    );
  }
  if (!data) return <SharedSkeleton />;
  return (
    <div className="page pt-8">
      <p className="eyebrow">{messages.shared.overline}</p>
      <h1 className="mt-2 text-hero">
        <bdi>{data.share.name}</bdi>
      </h1>
      <div className="mt-8 flex flex-wrap items-center gap-4">
        {isSignedIn ? (
          <OwnActions code={code} opened={data} />
        ) : (
          <SignInButton
            serviceLabel={serviceLabel}
            text={messages.shared.signIn(serviceLabel)}
            returnTo={`/station/s-${code}`}
          />
        )}
      </div>
      <Taste opened={data} />
      <p className="mt-10 text-small text-ink-3">
        {messages.shared.until(new Date(data.expires_at).toLocaleDateString([], { dateStyle: "long" }))}{" "}
        {data.mine && messages.shared.mine} {!data.same_model && messages.shared.otherModel}
      </p>
    </div>
  );
}

function Taste({ opened }: { readonly opened: OpenShareResponse }) {
  return (
    <div className="mt-14 grid gap-x-16 gap-y-10 border-t border-line pt-8 lg:grid-cols-2">
      <section aria-labelledby="style-title">
        <h2 id="style-title" className="text-title">
          {messages.shared.style}
        </h2>
        <ul className="mt-4 flex flex-wrap gap-x-5 gap-y-1 text-lead text-ink-2">
          {opened.share.style.slice(0, 40).map((artist) => (
            <li key={artist.name}>
              <bdi>{artist.name}</bdi>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="would-title">
        <h2 id="would-title" className="text-title">
          {messages.shared.would}
        </h2>
        <ol className="mt-4">
          {opened.artists.map((artist) => (
            <li
              key={artist.name}
              className="flex flex-wrap items-baseline justify-between gap-x-6 border-t border-line py-2.5"
            >
              <bdi className="font-medium">{artist.name}</bdi>
              <span className="text-small text-ink-3">{shortReason(artist.because, artist.name)}</span>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}

function OwnActions({ code, opened }: { readonly code: string; readonly opened: OpenShareResponse }) {
  const router = useRouter();
  const own = useMutation({
    mutationFn: () =>
      createStation({
        name: opened.share.name,
        artists: opened.share.style.slice(0, 100).map((artist) => artist.name),
      }),
    onSuccess: ({ station }) => router.push(`/station/${encodeURIComponent(station.id)}`),
    onError: (error) => showToast({ text: error.message }),
  });
  return (
    <>
      <Link href={`/station/s-${code}`} className={buttonClass("primary", "min-h-13 px-8 text-lead")}>
        {messages.shared.listen}
      </Link>
      <Button disabled={own.isPending} onClick={() => own.mutate()} className="min-h-13">
        {own.isPending ? messages.shared.owning : messages.shared.own}
      </Button>
    </>
  );
}

function Ended() {
  return (
    <div className="page pt-16">
      <div className="max-w-2xl">
        <h1 className="text-display">{messages.shared.goneTitle}</h1>
        <p className="mt-4 text-lead text-ink-2">{messages.shared.goneText}</p>
        <Link href="/" className={buttonClass("outline", "mt-8")}>
          {faultMessages.home}
        </Link>
      </div>
    </div>
  );
}

function SharedSkeleton() {
  return (
    <div className="page space-y-6 pt-10">
      <p role="status" className="sr-only">
        {messages.station.loading}
      </p>
      <Skeleton className="h-20 w-2/3" />
      <Skeleton className="h-12 w-64" />
      <Skeleton className="h-64" />
    </div>
  );
}
