import { Outline } from "@/components/ui/icon";

// A screen and a loudspeaker, after Lucide (ISC licence); apart from the other icons, as it is loaded when needed.
const PATH =
  "M5.5 20H8M17 9h.01M14 4h6a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2M8 6H4a2 2 0 0 0-2 2v6a2 2 0 0 0 2 2h4M14 15a3 3 0 1 0 6 0 3 3 0 1 0-6 0";

export const DeviceIcon = ({ size }: { readonly size?: number }) => <Outline path={PATH} size={size} />;
