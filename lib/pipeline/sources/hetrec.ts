// Last.fm listeners of 2011 with their top fifty artists and their tags: the heart of the training data.
// Documents are listeners; a tagging is one listener calling one artist one thing.

import { readTsv } from "./rows";
import type { Play, Source, Tagging } from "./source";

export const hetrec: Source = {
  id: "hetrec2011-lastfm-2k",
  title: "HetRec 2011 Last.fm 2K (Cantador, Brusilovsky, Kuflik)",
  licence: { flag: "non-commercial", text: "made available for non-commercial use (GroupLens)" },
  document: "a listener's fifty most played artists; a listener's tags",
  weight: 1,
  introducesArtists: true,
  spelling: 8,
  fame: (listeners) => listeners,

  async read(files) {
    const names = new Map(
      readTsv(await files.text("artists.dat"), ["id", "name"]).map(({ id, name }) => [id, name]),
    );
    const tagNames = new Map(
      readTsv(await files.text("tags.dat", "latin1"), ["tagID", "tagValue"]).map((row) => [
        row.tagID,
        row.tagValue,
      ]),
    );
    const plays: Play[] = [];
    for (const row of readTsv(await files.text("user_artists.dat"), ["userID", "artistID"])) {
      const artist = names.get(row.artistID);
      if (artist) plays.push({ document: row.userID, artist, work: row.userID });
    }
    const first = await files.text("user_taggedartists.dat");
    const second = await files.text("user_taggedartists_2.dat");
    const tags: Tagging[] = [];
    for (const row of readTsv(`${first.trimEnd()}\n${second}`, ["userID", "artistID", "tagID"])) {
      const artist = names.get(row.artistID);
      const tag = tagNames.get(row.tagID);
      if (artist && tag) tags.push({ artist, tag, weight: 1, by: row.userID });
    }
    return { plays, tags, known: [] };
  },
};
