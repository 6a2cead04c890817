// Words of the pages that the server renders; apart from messages.ts, so that the player's pages do not carry them.

export const pageMessages = {
  landing: {
    title: "Radio with a needle.",
    lead: "A station is a playlist of yours. Longwave plays on from it, learns only from what you do there, and lets you turn the dial yourself.",
    signIn: (service: string) => `Sign in with ${service}`,
    agreeing: "By signing in you agree to the",
    and: "and have read what is kept of you and for how long:",
    signingIn: "Opening the sign-in…",
    free: "Free and without advertising.",
    paidPlan: (service: string, plan: string) => `Playing needs ${service} ${plan}.`,
    ownMusic: "It plays what you own, and nobody else learns what you hear.",
    demoLabel: "A tuning scale with artists on it, from close to home to far away",
    points: [
      {
        title: "Yours, one by one",
        text: "Each station keeps its own memory. A like on Rainy Sunday stays on Rainy Sunday.",
      },
      {
        title: "Three pulls, three knobs",
        text: "How much your style counts, how much your likes, how much your dislikes. Turn one and watch the next ten artists change.",
      },
      {
        title: "It says why",
        text: "Every song shows what brought it here, in the artists you gave. The numbers add up; nothing is made up.",
      },
    ],
  },

  passwordSignIn: {
    username: "User name",
    password: "Password",
    busy: "Signing in…",
    hint: "Your account on the music server. With an API key in place of the password, leave the name empty.",
    unreachable: "Longwave cannot be reached. Check the connection and try again.",
  },

  docs: {
    title: "API",
    lead: "All that the pages do goes through these calls: JSON in, JSON out, with the session cookie of a signed-in listener. Errors have one form: a code, a message and a request id.",
    document: "The OpenAPI document",
    contents: "Calls",
    open: "no session needed",
    parameters: "Parameters",
    request: "Request body",
    answer: (status: string) => `Answer ${status}`,
    required: "required",
  },
} as const;
