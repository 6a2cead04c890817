"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { showToast } from "@/components/ui/toast";
import { shareOptions } from "@/lib/api/client";
import { followedOptions, setFollowing } from "@/lib/api/sharing";
import { sharedMessages } from "./shared-messages";

/** Follows a shared station, or stops to; the change shows at once and is taken back if it failed. */
export function FollowButton({ code, following }: { readonly code: string; readonly following: boolean }) {
  const client = useQueryClient();
  const { queryKey } = shareOptions(code);
  const show = (value: boolean) =>
    client.setQueryData(queryKey, (before) => before && { ...before, following: value });
  const change = useMutation({
    mutationFn: (value: boolean) => setFollowing(code, value),
    onMutate: show,
    onSuccess: () => client.invalidateQueries(followedOptions()),
    onError: (error, value) => {
      show(!value);
      showToast({ text: error.message });
    },
  });
  return (
    <Button
      aria-pressed={following}
      title={sharedMessages.followHint}
      className="min-h-13"
      onClick={() => change.mutate(!following)}
    >
      {following && <Icon name="check" size={18} />}
      {following ? sharedMessages.following : sharedMessages.follow}
    </Button>
  );
}
