// The words of the privacy and terms pages. `service` is the music service's name.

type Section = { readonly title: string; readonly paragraphs: readonly string[] };
export type LegalPage = { readonly title: string; readonly sections: readonly Section[] };

export const privacy = (service: string): LegalPage => ({
  title: "Privacy",
  sections: [
    {
      title: "In short",
      paragraphs: [
        `Longwave plays stations from your own ${service} playlists. It keeps as little as it can, sells nothing, shows no advertising, and counts nobody.`,
      ],
    },
    {
      title: `What it reads from ${service}`,
      paragraphs: [
        "Your name and picture, to greet you. When you look for another device to play on, which of them are switched on, and what plays there. The names of your playlists, and the artists and titles on those that begin with “radio: ”. What plays on the player in this page.",
        "It writes only when you ask: a new station becomes a private playlist in your library, an edited one is changed there, a deleted one leaves it, and pressing play starts the player here. If you switch it on in the account menu, a like also goes to your Liked Songs.",
      ],
    },
    {
      title: "What is kept, where, and for how long",
      paragraphs: [
        "In your browser: the history, the ratings and the knobs of each station. They are sent along when the next songs are chosen.",
        "On the server, so that your stations are the same in each of your browsers: a copy of that history, those ratings and those knobs, for ninety days after the last change. The account menu has a switch that keeps a browser to itself; it then neither sends nor fetches any.",
        `In an encrypted cookie: your sign-in with ${service}. It ends when you sign out, or by itself after a while without use.`,
        `On the server, for speed and with an expiry: which tracks ${service} offers for an artist (at most a week), and which artists your stations and your history name (at most thirty days).`,
        "Share links: the station’s name, artists, knobs and, if you want it, likes and dislikes, under a short code. You can withdraw a link at any time; it also ends by itself on the day it shows. Whoever follows one is counted by a mark that cannot be read back.",
        "Evenings with guests: what was played, until a day after the last song. Of a guest, a random number in a cookie (ninety days) and what this device loved and voted, until the evening ends.",
      ],
    },
    {
      title: "What it does not do",
      paragraphs: [
        `Nothing that comes from ${service} is used to train a model. What you play steers your own stations and nothing else. There are no statistics about you, no profiles and no third parties.`,
      ],
    },
    {
      title: "Leaving",
      paragraphs: [
        `“Disconnect and forget me” in the account menu deletes at once what is kept of you, and then says what that was: your sign-in in every browser, your links and evenings, whom you follow, what the server holds of your stations, and everything in this browser. Another browser of yours keeps its own copy of your stations’ memory until you disconnect or clear it there.`,
        `What stays: what ${service} offers for an artist, which is the same for everybody and expires within a week, and for thirty days a mark without a name, by which your other browsers learn that their session is over. You can also take back Longwave’s permission on your ${service} account page.`,
      ],
    },
    {
      title: "Whom to ask",
      paragraphs: ["Whoever runs this installation. They gave you its address."],
    },
  ],
});

export const terms = (service: string): LegalPage => ({
  title: "Terms",
  sections: [
    {
      title: "What this is",
      paragraphs: [
        `Longwave is free software under the MIT licence. It chooses songs; ${service} plays them. It is not made, endorsed or checked by ${service}, whose name and marks are its own.`,
      ],
    },
    {
      title: "What you need",
      paragraphs: [
        `An account at ${service}, with Premium for playing. ${service}’s own terms hold for all music, titles and covers that you hear and see here.`,
      ],
    },
    {
      title: "What is fine",
      paragraphs: [
        "Listening for yourself, and sharing stations by link. Each listener hears their own stream from their own account.",
      ],
    },
    {
      title: "What is not",
      paragraphs: [
        "Using it for money, playing it in public places or businesses, recording or downloading what it plays, mixing songs into one another, or feeding what it shows into machine learning.",
      ],
    },
    {
      title: "No promises",
      paragraphs: [
        `It comes as it is, without warranty. ${service} may change or stop the ways in that it builds on; then it may stop too. Your playlists stay yours in any case: a station is only one of them.`,
      ],
    },
  ],
});
