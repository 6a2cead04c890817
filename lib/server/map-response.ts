// The map of a model over HTTP: made and packed once a model, and known to browsers by the model's hash.

import "server-only";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Catalogue } from "@/lib/catalog/catalogue";
import { createMapSheet } from "@/lib/catalog/map-sheet";
import { AppError } from "@/lib/errors";

// A model that is closed takes its sheet along.
const sheets = new WeakMap<Catalogue, Promise<Uint8Array<ArrayBuffer> | undefined>>();
const pack = promisify(gzip);

/** A gzip file: Next.js sends no Content-Encoding of ours, and packing once is cheaper. Throws AppError("not_found"). */
export async function mapResponse(request: Request, catalogue: Catalogue): Promise<Response> {
  const headers = {
    // Another model under the same name is seen within the hour; until then names still mean the same artists.
    "Cache-Control": "public, max-age=3600, stale-while-revalidate=604800",
    ETag: `"${catalogue.model.hash.slice(0, 32)}"`,
  };
  if (request.headers.get("if-none-match")?.includes(headers.ETag)) {
    return new Response(null, { status: 304, headers });
  }
  const known = sheets.get(catalogue) ?? packSheet(catalogue);
  sheets.set(catalogue, known);
  const packed = await known;
  if (!packed) throw new AppError("not_found", `The model "${catalogue.model.name}" has no map.`);
  return new Response(packed, { headers: { ...headers, "Content-Type": "application/gzip" } });
}

async function packSheet(catalogue: Catalogue): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const sheet = createMapSheet(catalogue);
  return sheet && new Uint8Array(await pack(sheet, { level: 9 }));
}
