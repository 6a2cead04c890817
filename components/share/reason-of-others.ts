import { shortReason } from "@/components/station/because";
import type { ReasonBody } from "@/lib/api/schemas";

/** How to say it of a taste that is not the reader's own. */
type Words = { readonly own: string; readonly liked: string; readonly near: (artist: string) => string };

/** The strongest reason for an artist of somebody else's station in a few words. */
export function reasonOfOthers(because: readonly ReasonBody[], artist: string, words: Words): string {
  const [strongest] = because.filter(({ share }) => share > 0).sort((a, b) => b.share - a.share);
  const behind = strongest?.artists.find(({ share }) => share > 0)?.name;
  if (strongest?.term === "like") {
    return behind === undefined || behind === artist ? words.liked : words.near(behind);
  }
  return strongest?.term === "style" && behind === artist ? words.own : shortReason(because, artist);
}
