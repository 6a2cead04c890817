"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { shareMessages } from "@/components/station/share-messages";
import { Button } from "@/components/ui/button";
import { showToast } from "@/components/ui/toast";
import { ownSharesOptions, revokeShare } from "@/lib/api/sharing";
import { setLiveLink } from "./live-links";

type OwnLinksProps = { readonly stationId: string; readonly listenerId: string };

/** The links of a station that work, with how many follow each, and the way to take them back. */
export function OwnLinks({ stationId, listenerId }: OwnLinksProps) {
  const client = useQueryClient();
  const { data } = useQuery({ ...ownSharesOptions(), staleTime: 0 });
  const revoke = useMutation({
    mutationFn: revokeShare,
    onSuccess: (_, code) => {
      setLiveLink(listenerId, stationId, code, undefined);
      showToast({ text: shareMessages.revoked });
      void client.invalidateQueries(ownSharesOptions());
    },
    onError: (error) => showToast({ text: error.message }),
  });
  const links = data?.shares.filter((share) => share.station_id === stationId) ?? [];
  if (links.length === 0) return null;
  return (
    <section aria-labelledby="own-links" className="mt-8">
      <h3 id="own-links" className="text-lead">
        {shareMessages.yours}
      </h3>
      <ul className="mt-2 border-b border-line">
        {links.map((link) => (
          <li key={link.code} className="flex items-center justify-between gap-4 border-t border-line py-2">
            <span className="min-w-0">
              <a href={link.url} className="block truncate font-medium hover:text-amber-ink">
                {link.url.replace(/^https?:\/\//, "")}
              </a>
              <span className="tabular block text-small text-ink-2">
                {shareMessages.followers(link.followers)}{" "}
                {shareMessages.until(
                  new Date(link.expires_at).toLocaleDateString([], { dateStyle: "medium" }),
                )}
              </span>
            </span>
            <Button look="quiet" disabled={revoke.isPending} onClick={() => revoke.mutate(link.code)}>
              {shareMessages.withdraw}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
