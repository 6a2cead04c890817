import type { ReactNode } from "react";

type MapFrameProps = {
  readonly top: ReactNode;
  readonly map: ReactNode;
  readonly panel: ReactNode;
};

/** The map with what goes with it: beside it on a desk, above and below it on a phone, where it fills the screen. */
export function MapFrame({ top, map, panel }: MapFrameProps) {
  return (
    <div className="flex h-[calc(100dvh-var(--above)-var(--below))] min-h-[30rem] flex-col border-y border-line lg:grid lg:grid-cols-[minmax(0,1fr)_23rem] lg:grid-rows-[auto_minmax(0,1fr)]">
      <div className="px-4 py-3 lg:col-start-2 lg:border-l lg:border-line lg:px-6 lg:pt-6">{top}</div>
      <div className="min-h-0 flex-1 lg:col-start-1 lg:row-span-2 lg:row-start-1">{map}</div>
      <div className="max-h-[42%] shrink-0 overflow-y-auto border-t border-line px-4 py-4 lg:col-start-2 lg:max-h-none lg:border-t-0 lg:border-l lg:px-6 lg:pb-8">
        {panel}
      </div>
    </div>
  );
}
