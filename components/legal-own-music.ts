// The words of the privacy and terms pages where the music is the listener's own.

import type { LegalPage } from "./legal";

export const privacyOfOwnMusic: LegalPage = {
  title: "Privacy",
  sections: [
    {
      title: "In short",
      paragraphs: [
        "Longwave plays stations from the playlists of your own music server. It keeps as little as it can, sells nothing, shows no advertising, and counts nobody.",
      ],
    },
    {
      title: "What it reads from the music server",
      paragraphs: [
        "Your user name, to greet you. Your playlists, and the artists and genres of your library, because it recommends only what you have. The music itself and its covers pass through this installation to your browser and are not kept.",
        "It writes when a new station becomes a playlist of yours, and tells the server what was played, as any player does. Likes become stars there only if you ask for it in the account menu.",
      ],
    },
    {
      title: "What is kept, where, and for how long",
      paragraphs: [
        "In your browser: the history, the ratings and the knobs of each station. They are sent along when the next songs are chosen.",
        "On this installation, so that your stations are the same in each of your browsers: a copy of that history, those ratings and those knobs, for ninety days after the last change. The account menu has a switch that keeps a browser to itself; it then neither sends nor fetches any.",
        "In an encrypted cookie: what proves you to the music server. Where that server takes a token it is a token and not your password. It ends when you sign out, or after thirty days.",
        "On this installation, for speed and with an expiry: which artists your library holds (at most thirty days) and which tracks there are of an artist (at most a day).",
        "Share links: the station’s name, artists, knobs and, if you want it, likes and dislikes, under a short code. You can withdraw a link at any time; it also ends by itself on the day it shows.",
      ],
    },
    {
      title: "What it does not do",
      paragraphs: [
        "Nothing of your library is used to train a model, and nobody but your music server is asked about it. There are no statistics about you, no profiles and no third parties.",
      ],
    },
    {
      title: "Leaving",
      paragraphs: [
        "“Disconnect and forget me” in the account menu deletes at once what is kept of you, and then says what that was: your sign-in here, your links and evenings, whom you follow, what this installation holds of your library and stations, and everything in this browser.",
      ],
    },
    {
      title: "Whom to ask",
      paragraphs: ["Whoever runs this installation. They gave you its address."],
    },
  ],
};

export const termsOfOwnMusic: LegalPage = {
  title: "Terms",
  sections: [
    {
      title: "What this is",
      paragraphs: [
        "Longwave is free software under the MIT licence. It chooses songs; your music server plays them.",
      ],
    },
    {
      title: "What you need",
      paragraphs: [
        "An account on the music server that this installation is connected to. The music on it is yours to answer for.",
      ],
    },
    {
      title: "What is fine",
      paragraphs: [
        "Listening, and sharing stations by link. A link carries names of artists and the station’s tuning, never music: whoever opens it hears their own.",
      ],
    },
    {
      title: "No promises",
      paragraphs: [
        "It comes as it is, without warranty. Your playlists stay yours in any case: a station is only one of them.",
      ],
    },
  ],
};
