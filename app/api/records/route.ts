import { recordSchema } from "@/lib/api/memory-schemas";
import { route } from "@/lib/server/route";

/** Checks a station's record out of a file before a browser takes it in. Keeps nothing. */
export const POST = route({ access: "listener", body: recordSchema }, async ({ body }) => body);
