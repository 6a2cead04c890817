import type { Metadata } from "next";
import { makingMessages } from "@/components/stations/making-messages";
import { NewStation } from "@/components/stations/new-station";

export const metadata: Metadata = { title: makingMessages.title };

type Props = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

const MOST = 20;
const MAX_LENGTH = 300;

/** `?artist=NAME` and `?playlist=ID`, each as often as wanted, are what the station begins with. */
export default async function NewStationPage({ searchParams }: Props) {
  const { artist, playlist } = await searchParams;
  return <NewStation artists={toList(artist)} playlists={toList(playlist)} />;
}

const toList = (value: string | string[] | undefined): string[] =>
  [value ?? []]
    .flat()
    .filter((text) => text !== "" && text.length <= MAX_LENGTH)
    .slice(0, MOST);
