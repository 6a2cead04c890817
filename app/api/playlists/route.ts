import { route } from "@/lib/server/route";
import { isStation } from "@/lib/station/heads";

/** Only lists of the listener's own can be read. */
export const GET = route({ access: "listener" }, async ({ deps }) => {
  const { music, signal } = deps();
  const playlists = (await music.listPlaylists({ signal })).filter(
    ({ owned, trackCount }) => owned && trackCount > 0,
  );
  return {
    playlists: playlists.map((playlist) => ({
      id: playlist.id,
      name: playlist.name,
      tracks: playlist.trackCount,
      is_station: isStation(playlist),
    })),
  };
});
