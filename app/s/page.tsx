import { LinkedStation } from "@/components/share/linked-station";
import { SharedFrame } from "../shared-frame";

/** A link that holds its taste: the part after "#" stays in the browser. */
export default function LinkedPage() {
  return <SharedFrame>{(viewer) => <LinkedStation {...viewer} />}</SharedFrame>;
}
