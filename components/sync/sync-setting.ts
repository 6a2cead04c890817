// Whether this browser shares what its stations remember with the listener's others. On unless they say otherwise.

const keyOf = (listenerId: string) => `longwave:${listenerId}:setting:sync`;

export const isSyncOn = (listenerId: string, storage: Pick<Storage, "getItem">): boolean =>
  storage.getItem(keyOf(listenerId)) !== "off";

export function setSyncOn(listenerId: string, storage: Storage, on: boolean): void {
  if (on) storage.removeItem(keyOf(listenerId));
  else storage.setItem(keyOf(listenerId), "off");
}
