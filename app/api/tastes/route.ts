import { readTasteSchema } from "@/lib/api/share-schemas";
import { route } from "@/lib/server/route";
import { readTaste } from "@/lib/server/taste";

/** For a link that holds its taste: nothing is kept here. */
export const POST = route(
  { access: "listener", body: readTasteSchema },
  async ({ container, open, body }) => ({ taste: await readTaste(container, await open(body.model), body) }),
);
