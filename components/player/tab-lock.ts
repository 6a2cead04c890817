// One tab plays: two players of one listener would steal the session from each other.
// A Web Lock is held while a tab has the player; taking over steals it, and the other tab is told.

export interface TabLock {
  /** True when this tab may play. `takeOver` takes the right from another tab. */
  acquire(options?: { readonly takeOver?: boolean }): Promise<boolean>;
  release(): void;
  onLost(listener: () => void): void;
}

export function createTabLock(name: string, locks: LockManager | undefined): TabLock {
  let held = false;
  let letGo: (() => void) | undefined;
  let lost: () => void = () => undefined;

  const hold = (options: LockOptions) =>
    new Promise<boolean>((resolve) => {
      // The request's own promise lives as long as the lock; it rejects when another tab steals it.
      locks
        ?.request(name, options, (lock) => {
          held = lock !== null;
          resolve(held);
          return lock === null ? undefined : new Promise<void>((release) => (letGo = release));
        })
        .catch(() => {
          if (!held) return resolve(false);
          held = false;
          lost();
        });
    });

  return {
    async acquire({ takeOver = false } = {}) {
      // Without the API (an insecure origin) there is nothing to agree by: everyone may play.
      if (held || !locks) return true;
      return hold(takeOver ? { steal: true } : { ifAvailable: true });
    },
    release() {
      held = false;
      letGo?.();
    },
    onLost(listener) {
      lost = listener;
    },
  };
}
