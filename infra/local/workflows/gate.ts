/** Lets at most `limit` pieces of work run at once; the rest wait their turn. */
export function createGate(limit: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running < limit) running++;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}

/** Knows when nothing is under way. A failure in the background is kept and told to everyone who waits. */
export function createBusy() {
  const waiting: { resolve: () => void; reject: (error: unknown) => void }[] = [];
  let under = 0;
  let broken: { error: unknown } | undefined;
  const tell = () => {
    for (const { resolve, reject } of waiting.splice(0)) {
      if (broken) reject(broken.error);
      else resolve();
    }
  };
  return {
    during: <T>(work: Promise<T>): Promise<T> => {
      under++;
      return work.finally(() => {
        under--;
        if (under === 0) tell();
      });
    },
    breakWith: (error: unknown): void => {
      broken ??= { error };
    },
    /** Throws what broke, if anything did. */
    check: (): void => {
      if (broken) throw broken.error;
    },
    idle: (): Promise<void> =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        if (under === 0) tell();
      }),
  };
}
