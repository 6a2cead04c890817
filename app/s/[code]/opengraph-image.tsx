import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ImageResponse } from "next/og";
import { messages } from "@/components/messages";
import { PREVIEW_SIZE, SharePreview } from "@/components/share/share-preview";
import { sharedMessages } from "@/components/share/shared-messages";
import { getContainer } from "@/lib/server/container";
import { openShare } from "@/lib/share/shares";

export const alt = sharedMessages.overline;
export const size = PREVIEW_SIZE;
export const contentType = "image/png";

const FONTS = join(process.cwd(), "node_modules", "@fontsource", "fraunces", "files");

type Props = { readonly params: Promise<{ readonly code: string }> };

/** What a messenger shows of a shared station: its name and its artists, and nothing of the music service's. */
export default async function Image({ params }: Props) {
  const [{ code }, { shares }] = await Promise.all([params, getContainer()]);
  // A link that has ended has a picture too: of the radio alone.
  const payload = await openShare(shares, code).then(
    (share) => share.payload,
    () => undefined,
  );
  const fonts = await Promise.all(
    ["latin", "latin-ext"].map(async (subset) => ({
      name: "Fraunces",
      data: await readFile(join(FONTS, `fraunces-${subset}-400-normal.woff`)),
      weight: 400 as const,
      style: "normal" as const,
    })),
  );
  return new ImageResponse(
    <SharePreview
      name={payload?.name ?? messages.product}
      artists={payload?.style.map(({ name }) => name) ?? [messages.tagline]}
    />,
    { ...size, fonts, headers: { "Cache-Control": "public, max-age=600" } },
  );
}
