import { renewTokenSchema } from "@/lib/api/schemas";
import { route } from "@/lib/server/route";
import { answerToken } from "@/lib/server/token-answer";

/** The access token alone, for the player in the page; it lives an hour at most. */
export const GET = route({ access: "listener" }, ({ container, session }) => answerToken(session, container));

/** The same in place of one that the service refused before its time. */
export const POST = route({ access: "listener", body: renewTokenSchema }, ({ container, session, body }) =>
  answerToken(session, { renewals: container.renewals, refused: body.refused }),
);
