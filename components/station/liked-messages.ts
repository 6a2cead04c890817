// Says what was written to the listener's Liked Songs, in the service's words; loaded when that first happens.

import { showToast } from "@/components/ui/toast";

export const sayLiked = (starred: boolean): void =>
  showToast({ text: starred ? "Added to Liked Songs" : "Removed from Liked Songs" });
