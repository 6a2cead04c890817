// Reads listens line by line: who listened, to which artists. Broken lines are counted, reported and skipped up to
// a limit. Second step of the ListenBrainz source, between the files and the grouping by listener.

import { z } from "zod";
import { AppError, isAppError } from "@/lib/errors";
import type { ListenFile } from "./listenbrainz-files";

export type Listen = {
  /** Whatever tells one listener from another in the dump; never to be shown or stored. */
  readonly listener: string;
  /** As credited; more than one where the listen names them one by one. */
  readonly artists: readonly string[];
};

export type BrokenLine = { readonly file: string; readonly line: number; readonly reason: string };

export type LineCounts = {
  /** Lines that are not blank. */
  lines: number;
  broken: number;
};

export type ReadListensOptions = {
  /** Share (0..1) of the lines that may be broken. */
  readonly maxBrokenShare: number;
  readonly onBroken: (line: BrokenLine) => void;
  /** Counts on while the listens are read. */
  readonly counts: LineCounts;
};

/** Longer lines are no listens, whatever they are; the rest of one is dropped unread. */
const MAX_LINE_LENGTH = 1_000_000;
/** From here on a file that is no dump at all is given up early. */
const ENOUGH_LINES = 10_000;

const name = z.string().trim().min(1);
// What a player submits beside the artist's name is unchecked at the source: anything odd there reads as absent.
const listenSchema = z.object({
  user_id: z.union([z.number(), z.string()]).optional(),
  user_name: z.string().optional(),
  track_metadata: z.object({
    artist_name: name,
    additional_info: z
      .object({ artist_names: z.array(name).optional().catch(undefined) })
      .optional()
      .catch(undefined),
    mbid_mapping: z
      .object({ artists: z.array(z.object({ artist_credit_name: name })).optional() })
      .optional()
      .catch(undefined),
  }),
});

/** The listens of one file, in batches. Throws AppError with file and line when too much of it is broken or torn. */
export async function* readListens(file: ListenFile, options: ReadListensOptions): AsyncGenerator<Listen[]> {
  const { counts } = options;
  let line = 0;
  try {
    for await (const texts of readLines(file.bytes)) {
      const listens: Listen[] = [];
      for (const text of texts) {
        line++;
        if (text.trim() === "") continue;
        counts.lines++;
        const listen = parseListen(text);
        if (typeof listen !== "string") {
          listens.push(listen);
          continue;
        }
        counts.broken++;
        const broken = { file: file.name, line, reason: listen };
        options.onBroken(broken);
        if (counts.lines >= ENOUGH_LINES) checkBroken(counts, options.maxBrokenShare, broken);
      }
      yield listens;
    }
  } catch (cause) {
    if (isAppError(cause)) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `${file.name}:${line + 1}: cannot be read any further: ${reason}. Fetch the file again.`;
    throw new AppError("invalid_request", message, { cause });
  }
}

/** Throws AppError when more than `maxShare` of the lines read so far are broken. */
export function checkBroken(counts: LineCounts, maxShare: number, last: BrokenLine | undefined): void {
  if (last === undefined || counts.broken <= maxShare * counts.lines) return;
  const share = `${counts.broken} of ${counts.lines} lines are broken, more than ${100 * maxShare} %`;
  throw new AppError(
    "invalid_request",
    `${last.file}:${last.line}: ${last.reason}; ${share}: is this a dump of listens?`,
  );
}

/** Lines in batches of what arrives at a time, without their ends; a last line without an end counts. */
export async function* readLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  const decoder = new TextDecoder();
  let rest = "";
  let isOverlong = false;
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    if (isOverlong && lines.length > 0) {
      lines.shift();
      isOverlong = false;
    }
    if (isOverlong) rest = "";
    if (rest.length > MAX_LINE_LENGTH) {
      lines.push(rest);
      rest = "";
      isOverlong = true;
    }
    if (lines.length > 0) yield lines;
  }
  rest += decoder.decode();
  if (rest !== "" && !isOverlong) yield [rest];
}

/** A listen, or what is wrong with the line. */
function parseListen(text: string): Listen | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return text.length > MAX_LINE_LENGTH ? "is longer than a listen can be" : "is not JSON";
  }
  const parsed = listenSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return `${issue?.path.join(".") || "the line"}: ${issue?.message ?? "is no listen"}`;
  }
  const { user_id, user_name, track_metadata: track } = parsed.data;
  if (user_id === undefined && user_name === undefined) return "names no listener (user_id or user_name)";
  return {
    listener: user_id === undefined ? `name ${user_name}` : `id ${user_id}`,
    artists: chooseArtists(track),
  };
}

/**
 * MusicBrainz' own credits where the listen is mapped, the player's list where it has several. Otherwise the one
 * string, which the name cleaning takes apart: a list of identifiers alone does not say where to cut it.
 */
function chooseArtists(track: z.infer<typeof listenSchema>["track_metadata"]): readonly string[] {
  const mapped = track.mbid_mapping?.artists ?? [];
  if (mapped.length > 0) return mapped.map((artist) => artist.artist_credit_name);
  const listed = track.additional_info?.artist_names ?? [];
  return listed.length > 1 ? listed : [track.artist_name];
}
