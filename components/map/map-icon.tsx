import { Outline } from "@/components/ui/icon";

// Outlines after Lucide (ISC licence), apart from the page's own icons, which are in every first load.

const paths = {
  minus: "M5 12h14",
  whole: "M8 3H5a2 2 0 0 0-2 2v3m18 0V5a2 2 0 0 0-2-2h-3m0 18h3a2 2 0 0 0 2-2v-3M3 16v3a2 2 0 0 0 2 2h3",
  target: "M2 12h4m12 0h4M12 2v4m0 12v4M5 12a7 7 0 1 0 14 0 7 7 0 1 0-14 0",
  never: "M2 12a10 10 0 1 0 20 0 10 10 0 1 0-20 0m2.9-7.1 14.2 14.2",
  back: "m12 19-7-7 7-7m-7 7h14",
} as const;

type MapIconProps = { readonly name: keyof typeof paths; readonly size?: number };

export const MapIcon = ({ name, size = 18 }: MapIconProps) => <Outline path={paths[name]} size={size} />;
