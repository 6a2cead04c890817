import { type CreateStation, createStationSchema } from "@/lib/api/schemas";
import { route } from "@/lib/server/route";
import { toNotice, toStationBody } from "@/lib/server/wire";
import { createStation } from "@/lib/station/create-station";
import type { Source } from "@/lib/station/mixture";
import { listSeeds } from "@/lib/station/style";

export const GET = route({ access: "listener" }, async ({ open }) => {
  const stationDeps = await open();
  const { seeds, fault } = await listSeeds(stationDeps);
  const notice = fault ? toNotice(fault, Date.now()) : stationDeps.notice;
  return {
    stations: seeds.map((seed) => toStationBody(stationDeps.catalogue, seed)),
    ...(notice && { notice }),
  };
});

export const POST = route(
  { access: "listener", body: createStationSchema, status: 201 },
  async ({ open, body }) => {
    const stationDeps = await open();
    const { seed, unknown, later } = await createStation(stationDeps, {
      name: body.name,
      sources: toSources(body),
    });
    return { station: toStationBody(stationDeps.catalogue, seed), unknown, later };
  },
);

/** The short forms as a mixture of equals. */
const toSources = ({ sources = [], artists = [], tags = [], playlist_id }: CreateStation): Source[] => [
  ...sources,
  ...artists.map((name) => ({ kind: "artist", name, weight: 1 }) as const),
  ...(tags.length > 0 ? [{ kind: "words", words: tags, weight: 1 } as const] : []),
  ...(playlist_id ? [{ kind: "playlist", id: playlist_id, weight: 1 } as const] : []),
];
