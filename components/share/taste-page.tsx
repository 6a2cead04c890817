"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, Suspense } from "react";
import { SignIn, type SignInWay } from "@/components/chrome/sign-in";
import { faultMessages } from "@/components/fault-messages";
import { messages } from "@/components/messages";
import { Button, buttonClass } from "@/components/ui/button";
import { late } from "@/components/ui/late";
import { Skeleton } from "@/components/ui/skeleton";
import { showToast } from "@/components/ui/toast";
import { createStation } from "@/lib/api/client";
import type { Taste } from "@/lib/api/schemas";
import type { TastePreviewResponse } from "@/lib/api/share-schemas";
import { reasonOfOthers } from "./reason-of-others";
import { sharedMessages } from "./shared-messages";

const TasteMap = late(() => import("@/components/map/taste-map"));

export type Viewer = { readonly signIn: SignInWay; readonly isSignedIn: boolean };

type TastePageProps = Viewer & {
  readonly taste: Taste;
  readonly stationId: string;
  /** undefined while it is on its way. */
  readonly preview: TastePreviewResponse | undefined;
  /** Why there is none. */
  readonly fault?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** What a link leads to: the station's name, what it is made of, what it would play, and the way to hear it. */
export function TastePage({
  taste,
  stationId,
  preview,
  fault,
  actions,
  children,
  ...viewer
}: TastePageProps) {
  return (
    <div className="page pt-8">
      <title>{`${taste.name} · ${messages.product}`}</title>
      <p className="eyebrow">{sharedMessages.overline}</p>
      <h1 className="mt-2 text-hero">
        <bdi>{taste.name}</bdi>
      </h1>
      <div className="mt-8 flex flex-wrap items-center gap-4">
        {viewer.isSignedIn ? (
          <OwnActions stationId={stationId} taste={taste} />
        ) : (
          <SignIn
            {...viewer.signIn}
            text={sharedMessages.signIn(viewer.signIn.serviceLabel)}
            returnTo={`/station/${stationId}`}
          />
        )}
        {actions}
      </div>
      <div className="mt-14 grid gap-x-16 gap-y-10 border-t border-line pt-8 lg:grid-cols-2">
        <StyleList taste={taste} />
        <section aria-labelledby="would-title">
          <h2 id="would-title" className="text-title">
            {sharedMessages.would}
          </h2>
          {preview ? <WouldPlay preview={preview} /> : (fault ?? <Skeleton className="mt-4 h-96" />)}
        </section>
      </div>
      <Suspense>
        <TasteMap taste={taste} preview={preview} />
      </Suspense>
      <p className="mt-10 text-small text-ink-3">
        {children} {preview && !preview.same_model && sharedMessages.otherModel}
      </p>
    </div>
  );
}

function StyleList({ taste }: { readonly taste: Taste }) {
  return (
    <section aria-labelledby="style-title">
      <h2 id="style-title" className="text-title">
        {sharedMessages.style}
      </h2>
      <ul className="mt-4 flex flex-wrap gap-x-5 gap-y-1 text-lead text-ink-2">
        {taste.style.slice(0, 40).map((artist) => (
          <li key={artist.name}>
            <bdi>{artist.name}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}

function WouldPlay({ preview }: { readonly preview: TastePreviewResponse }) {
  return (
    <ol className="mt-4">
      {preview.artists.map((artist) => (
        <li
          key={artist.name}
          className="flex flex-wrap items-baseline justify-between gap-x-6 border-t border-line py-2.5"
        >
          <bdi className="font-medium">{artist.name}</bdi>
          <span className="text-small text-ink-3">
            {reasonOfOthers(artist.because, artist.name, sharedMessages.reasons)}
          </span>
        </li>
      ))}
    </ol>
  );
}

function OwnActions({ stationId, taste }: { readonly stationId: string; readonly taste: Taste }) {
  const router = useRouter();
  const own = useMutation({
    mutationFn: () =>
      createStation({
        name: taste.name,
        artists: taste.style.slice(0, 100).map((artist) => artist.name),
      }),
    onSuccess: ({ station }) => router.push(`/station/${encodeURIComponent(station.id)}`),
    onError: (error) => showToast({ text: error.message }),
  });
  return (
    <>
      <Link href={`/station/${stationId}`} className={buttonClass("primary", "min-h-13 px-8 text-lead")}>
        {sharedMessages.listen}
      </Link>
      <Button disabled={own.isPending} onClick={() => own.mutate()} className="min-h-13">
        {own.isPending ? sharedMessages.owning : sharedMessages.own}
      </Button>
    </>
  );
}

/** A link that leads nowhere, and the way on. */
export function DeadLink({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <div className="page pt-16">
      <div className="max-w-2xl">
        <h1 className="text-display">{title}</h1>
        <p className="mt-4 text-lead text-ink-2">{text}</p>
        <Link href="/" className={buttonClass("outline", "mt-8")}>
          {faultMessages.home}
        </Link>
      </div>
    </div>
  );
}

export function TasteSkeleton() {
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
