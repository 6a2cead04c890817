import { messages } from "@/components/messages";
import { Skeleton } from "@/components/ui/skeleton";

/** The station page before its first answer, in the same places. */
export function StationSkeleton({ name }: { readonly name?: string | undefined }) {
  return (
    <div className="page pt-2">
      <p role="status" className="sr-only">
        {messages.station.loading}
      </p>
      <header className="mb-4 flex min-h-11 items-center">
        {name ? <h1 className="py-1 text-title">{name}</h1> : <Skeleton className="h-7 w-56" />}
      </header>
      <div className="mb-10 border-y border-line py-6">
        <Skeleton className="h-40" />
      </div>
      <div className="grid gap-x-14 gap-y-6 lg:grid-cols-[minmax(20rem,27rem)_minmax(0,1fr)]">
        <Skeleton className="aspect-square w-full" />
        <div className="space-y-5 pt-6">
          <Skeleton className="h-12 w-3/4" />
          <Skeleton className="h-6 w-1/3" />
          <Skeleton className="h-16 w-full" />
        </div>
      </div>
    </div>
  );
}
