// Words of the model picker: what each kind of model listens for. Loaded with it.

type Listening = { readonly title: string; readonly text: string };

export const modelMessages = {
  title: "What it listens for",
  opening: "Opening it…",
  usual: "the usual one",
  /** By the algorithm that the model was trained with. */
  algorithms: {
    als: {
      title: "Shared listeners",
      text: "Artists whom the same people hear, weighed over all that they hear. Sure-footed, the best all-rounder.",
    },
    bpr: {
      title: "First choices",
      text: "Whom people with this taste would pick before others. Leans towards what many agree on.",
    },
    word2vec: {
      title: "Played side by side",
      text: "Artists who turn up in one show or one sitting together. Keeps close company, good for small scenes.",
    },
    lightfm: {
      title: "Listeners and words",
      text: "Who is heard together and how the music is described, as one. Reaches artists with few listeners yet.",
    },
    content: {
      title: "Words alone",
      text: "Genre, mood and time, whoever listens: what sounds alike on paper. Brings up the least known.",
    },
  } as Readonly<Record<string, Listening>>,
  other: (algorithm: string, artists: number): Listening => ({
    title: algorithm,
    text: `A model made elsewhere, over ${artists} artists.`,
  }),
};
