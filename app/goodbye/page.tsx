import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { z } from "zod";
import { goodbyeMessages as words } from "@/components/chrome/goodbye-messages";
import { ProsePage } from "@/components/chrome/prose-page";
import { buttonClass } from "@/components/ui/button";
import { getContainer } from "@/lib/server/container";

export const metadata: Metadata = { title: words.title, robots: { index: false } };

const count = z.coerce.number().int().min(0).max(1_000_000).optional().catch(undefined);
const countsSchema = z.object({ here: count, links: count, followed: count, events: count, entries: count });

const APPS_WITH_ACCESS = "https://www.spotify.com/account/apps/";

type GoodbyeProps = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What disconnecting removed, and what it cannot remove. Whoever is still signed in has not disconnected. */
export default async function GoodbyePage({ searchParams }: GoodbyeProps) {
  const { auth, info } = await getContainer();
  if (await auth.readListener()) redirect("/");
  const counts = countsSchema.parse(await searchParams);
  const { ownMusic } = info.capabilities;
  const kinds = ["here", "links", "followed", "events", "entries"] as const;
  const gone = kinds.flatMap((kind) => {
    const value = counts[kind];
    return value === undefined ? [] : [words[kind](value)];
  });
  return (
    <ProsePage title={words.title} serviceLabel={info.serviceLabel} ownMusic={ownMusic}>
      <section>
        <p className="text-lead text-ink-2">{words.lead}</p>
        <ul className="mt-4 list-disc space-y-2 pl-5">
          {[words.session, ...gone, words.memory].map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
      <section>
        <h2 className="text-title">{words.staysTitle}</h2>
        <ul className="mt-2 list-disc space-y-2 pl-5 text-ink-2">
          <li>{words.playlists(info.serviceLabel)}</li>
          {!ownMusic && (
            <>
              <li>
                {words.permission(info.serviceLabel)}{" "}
                <a href={APPS_WITH_ACCESS} className="text-ink underline underline-offset-4">
                  {words.permissionLink(info.serviceLabel)}
                </a>
              </li>
              <li>{words.mark}</li>
            </>
          )}
        </ul>
      </section>
      <Link href="/" className={buttonClass("outline")}>
        {words.again}
      </Link>
    </ProsePage>
  );
}
