"use client";

import { useQuery } from "@tanstack/react-query";
import { SignInLink } from "@/components/chrome/sign-in-link";
import { useRadio } from "@/components/station/radio-provider";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Strip } from "@/components/ui/strip";
import { budgetOptions } from "@/lib/api/budget";
import type { BudgetResponse } from "@/lib/api/budget-schemas";
import { isAppError } from "@/lib/api/client";
import { budgetMessages } from "./budget-messages";

/** What was spent of the service's daily allowances, and when what is spent comes back. */
export function BudgetPage() {
  const { info } = useRadio();
  const { data, error, isPending, refetch } = useQuery(budgetOptions());
  const isUncounted = isAppError(error, "not_found");
  return (
    <div className="page pt-6">
      <h1 className="text-display">{budgetMessages.title}</h1>
      <p className="mt-4 max-w-2xl text-ink-2">
        {isUncounted ? budgetMessages.none : budgetMessages.lead(info.serviceLabel)}
      </p>
      {error && !isUncounted && (
        <div className="mt-6">
          <Strip
            action={
              isAppError(error, "not_signed_in") ? (
                <SignInLink returnTo="/budget" />
              ) : (
                <Button look="quiet" onClick={() => void refetch()}>
                  {budgetMessages.retry}
                </Button>
              )
            }
          >
            {budgetMessages.failed} {error.message}
          </Strip>
        </div>
      )}
      {isPending && <BudgetSkeleton />}
      {data && data.buckets.length === 0 && <p className="mt-8 text-ink-2">{budgetMessages.empty}</p>}
      {data && data.buckets.length > 0 && (
        <>
          <ul className="mt-8 border-b border-line">
            {data.buckets.map((bucket) => (
              <BucketRow key={bucket.bucket} bucket={bucket} />
            ))}
          </ul>
          <p className="mt-4 text-small text-ink-3">{budgetMessages.window(data.window_hours)}</p>
        </>
      )}
    </div>
  );
}

function BucketRow({ bucket: { bucket, spent, quota, left, reopens_at } }: BucketProps) {
  const share = quota ? Math.min(1, spent / quota) : 0;
  return (
    <li className="grid gap-x-8 gap-y-2 border-t border-line py-5 sm:grid-cols-[1fr_minmax(12rem,20rem)]">
      <div>
        <h2 className="text-lead">{budgetMessages.kind(bucket)}</h2>
        <p className="text-small text-ink-3">{budgetMessages.use(bucket)}</p>
      </div>
      <div>
        <p className="flex items-baseline justify-between gap-4 tabular-nums">
          <span>{budgetMessages.spent(spent, quota)}</span>
          <span className="text-small text-ink-2">
            {left === undefined ? budgetMessages.unlimited : budgetMessages.left(left)}
          </span>
        </p>
        {quota !== undefined && (
          <div aria-hidden="true" className="mt-2 h-1.5 overflow-hidden rounded-full bg-line">
            <div className="h-full bg-amber-fill" style={{ width: `${100 * share}%` }} />
          </div>
        )}
        {reopens_at !== undefined && (
          <p className="mt-2 text-small text-amber-ink">{budgetMessages.reopens(reopens_at)}</p>
        )}
      </div>
    </li>
  );
}

type BucketProps = { readonly bucket: BudgetResponse["buckets"][number] };

function BudgetSkeleton() {
  return (
    <div className="mt-8 space-y-4" role="status">
      <span className="sr-only">{budgetMessages.loading}</span>
      {["search", "playlists", "player"].map((row) => (
        <Skeleton key={row} className="h-16" />
      ))}
    </div>
  );
}
