// What the browser may know of a session: name, image and id.

import "next-auth";

declare module "next-auth" {
  interface Session {
    user: { id: string; name: string; image: string | null };
  }
}
