// Whether the service's player in this browser takes the keys of headsets and keyboards and shows its song on the lock
// screen. Off unless the listener asks: another program may want the keys, and a lock screen is seen by others.

const KEY = "longwave:setting:media-keys";

export const hasMediaKeys = (storage: Pick<Storage, "getItem">): boolean => storage.getItem(KEY) === "on";

export function setMediaKeys(storage: Storage, on: boolean): void {
  if (on) storage.setItem(KEY, "on");
  else storage.removeItem(KEY);
}
