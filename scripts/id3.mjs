// Writes an ID3v2.4 tag in front of an MP3: far quicker than a run of an encoder for every file of a test library.

const syncSafe = (value) =>
  Buffer.from([(value >> 21) & 127, (value >> 14) & 127, (value >> 7) & 127, value & 127]);

function textFrame(id, value) {
  const body = Buffer.concat([Buffer.from([3]), Buffer.from(String(value), "utf8")]);
  return Buffer.concat([Buffer.from(id, "latin1"), syncSafe(body.length), Buffer.from([0, 0]), body]);
}

/** The MP3 with this tag; `sound` has none of its own. */
export function withTag(sound, { title, artist, album, track, genre }) {
  const frames = Buffer.concat([
    textFrame("TIT2", title),
    textFrame("TPE1", artist),
    textFrame("TALB", album),
    textFrame("TRCK", track),
    ...(genre ? [textFrame("TCON", genre)] : []),
  ]);
  const head = Buffer.concat([Buffer.from("ID3", "latin1"), Buffer.from([4, 0, 0]), syncSafe(frames.length)]);
  return Buffer.concat([head, frames, sound]);
}
