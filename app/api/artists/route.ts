import { completionQuerySchema } from "@/lib/api/schemas";
import { route } from "@/lib/server/route";

const TAGS_SHOWN = 3;

export const GET = route(
  { access: "anyone", query: completionQuerySchema },
  async ({ container, session, open, query }) => {
    const { catalogue } = session ? await open() : container;
    const artists = catalogue.complete(query.q, query.limit).map((artist) => ({
      name: catalogue.names[artist],
      tags: catalogue
        .tags(artist)
        .slice(0, TAGS_SHOWN)
        .map((tag) => tag.name),
    }));
    return { artists };
  },
);
