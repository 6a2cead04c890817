import { messages } from "@/components/messages";
import { Skeleton } from "@/components/ui/skeleton";

/** The station page before its first answer, in the same places. */
export function StationSkeleton({ name }: { readonly name?: string | undefined }) {
  return (
    <>
      <p role="status" className="sr-only">
        {messages.station.loading}
      </p>
      <div className="page pt-2">
        <header className="mb-4 flex min-h-11 items-center">
          {name ? <h1 className="py-1 text-title">{name}</h1> : <Skeleton className="h-7 w-56" />}
        </header>
      </div>
      {/* As tall as the window at least, so that the footer is out of sight from the start. */}
      <div className="flex min-h-dvh flex-col gap-10">
        <DialPlace />
        <div className="page order-first grid gap-x-14 gap-y-6 lg:grid-cols-[min(27rem,40%)_minmax(0,1fr)]">
          <Skeleton className="aspect-square w-full" />
          <div className="space-y-5 pt-6">
            <Skeleton className="h-12 w-3/4" />
            <Skeleton className="h-6 w-1/3" />
            <Skeleton className="h-16 w-full" />
          </div>
        </div>
      </div>
    </>
  );
}

/** As tall as the scale and its knob. */
export const DialPlace = () => (
  <div className="h-80 border-y border-line bg-sunk lg:order-first lg:h-[13.5rem]" />
);
