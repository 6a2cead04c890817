"use client";

import { useQuery } from "@tanstack/react-query";
import { TuneInLink } from "@/components/broadcast/broadcast-page";
import { messages } from "@/components/messages";
import { Button } from "@/components/ui/button";
import { Strip } from "@/components/ui/strip";
import { isAppError, shareOptions } from "@/lib/api/client";
import { FollowButton } from "./follow-button";
import { sharedMessages } from "./shared-messages";
import { DeadLink, TastePage, TasteSkeleton, type Viewer } from "./taste-page";

/** What a short link leads to. */
export function SharedStation({ code, ...viewer }: Viewer & { readonly code: string }) {
  const { data, error, refetch } = useQuery(shareOptions(code));
  if (isAppError(error) && (error.code === "gone" || error.code === "not_found")) {
    return <DeadLink title={sharedMessages.goneTitle} text={sharedMessages.goneText} />;
  }
  if (error) {
    return (
      <div className="page pt-12">
        <Strip
          action={
            <Button look="quiet" onClick={() => void refetch()}>
              {messages.notice.retry}
            </Button>
          }
        >
          {error.message}
        </Strip>
      </div>
    );
  }
  if (!data) return <TasteSkeleton />;
  return (
    <TastePage
      {...viewer}
      taste={data.share}
      stationId={`s-${code}`}
      preview={data}
      actions={
        <>
          {data.starts_at !== undefined && <TuneInLink code={code} startsAt={data.starts_at} />}
          {viewer.isSignedIn && !data.mine && <FollowButton code={code} following={data.following} />}
        </>
      }
    >
      {sharedMessages.until(new Date(data.expires_at).toLocaleDateString([], { dateStyle: "long" }))}{" "}
      {data.mine && sharedMessages.mine}{" "}
      {data.followers !== undefined && sharedMessages.followers(data.followers)}
    </TastePage>
  );
}
