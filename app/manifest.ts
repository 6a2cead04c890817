import type { MetadataRoute } from "next";
import { messages } from "@/components/messages";

/** Lets a browser install Longwave as an app of its own. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: "/",
    name: messages.product,
    short_name: messages.product,
    description: messages.tagline,
    start_url: "/stations",
    scope: "/",
    display: "standalone",
    background_color: "#13100c",
    theme_color: "#13100c",
    categories: ["music"],
    icons: [
      { src: "/icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" },
      { src: "/icon.svg", sizes: "any", type: "image/svg+xml", purpose: "maskable" },
    ],
  };
}
