// The map of a model over HTTP: made and packed once a model, and known to browsers by the model's hash.

import "server-only";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Catalogue } from "@/lib/catalog/catalogue";
import { createMapSheet } from "@/lib/catalog/map-sheet";
import { AppError } from "@/lib/errors";

type Packed = { readonly plain: Uint8Array<ArrayBuffer>; readonly gzipped: Uint8Array<ArrayBuffer> };

// A model that is closed takes its sheet along.
const sheets = new WeakMap<Catalogue, Promise<Packed | undefined>>();
const pack = promisify(gzip);

/** Throws AppError("not_found") for a model without a map. */
export async function mapResponse(request: Request, catalogue: Catalogue): Promise<Response> {
  const headers = {
    // Another model under the same name is seen within the hour; until then names still mean the same artists.
    "Cache-Control": "public, max-age=3600, stale-while-revalidate=604800",
    ETag: `"${catalogue.model.hash.slice(0, 32)}"`,
    Vary: "Accept-Encoding",
  };
  if (request.headers.get("if-none-match")?.includes(headers.ETag)) {
    return new Response(null, { status: 304, headers });
  }
  const known = sheets.get(catalogue) ?? packSheet(catalogue);
  sheets.set(catalogue, known);
  const packed = await known;
  if (!packed) throw new AppError("not_found", `The model "${catalogue.model.name}" has no map.`);
  const isGzip = request.headers.get("accept-encoding")?.includes("gzip") ?? false;
  return new Response(isGzip ? packed.gzipped : packed.plain, {
    headers: {
      ...headers,
      "Content-Type": "application/octet-stream",
      ...(isGzip && { "Content-Encoding": "gzip" }),
    },
  });
}

async function packSheet(catalogue: Catalogue): Promise<Packed | undefined> {
  const plain = createMapSheet(catalogue);
  return plain && { plain, gzipped: new Uint8Array(await pack(plain, { level: 9 })) };
}
