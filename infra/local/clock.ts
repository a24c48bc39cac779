import type { Clock } from '#usecases/ports.ts';
import type { Database } from './database.ts';
import type { TimedSource } from './timed-source.ts';

export type ClockOptions = {
  database: Database;
  /** Where a fresh database begins; one that was used before goes on from where it was. Milliseconds since the epoch. */
  start?: number | undefined;
  realNow: () => number;
  /** Stands still unless advanced: for tests. */
  frozen?: boolean | undefined;
};
export type VirtualClock = Clock & {
  /**
   * Moves to `target`, firing in order everything that falls due on the way; between two events the clock stands still.
   * Answers how many fired. A target in the past fires what is overdue and moves nothing.
   */
  advanceTo(target: number, sources: readonly TimedSource[], idle: () => Promise<void>): Promise<number>;
  /** Fires what falls due as time passes, looking at least once a second. `failed` gets what a source threw; the driver goes on. */
  drive(sources: readonly TimedSource[], failed: (error: unknown) => void): { stop(): Promise<void> };
};

const keep = 'insert into clock values (1, ?, ?) on conflict (one) do update set offset = excluded.offset, instant = excluded.instant';
const longestSleep = 1000; // ms: what becomes due meanwhile is seen at most this late

/**
 * The one clock of a host: real time plus an offset. `instant` in the table is the latest instant that anything may have been
 * recorded at by an advance, so that over a restart, even with the real clock put back, time never goes backwards past it.
 */
export function createClock({ database, start, realNow, frozen = false }: ClockOptions): VirtualClock {
  database.db.exec(
    'create table if not exists clock (one integer primary key check (one = 1), offset integer not null, instant integer not null)',
  );
  const kept = database.db.prepare('select offset, instant from clock').get() as { offset: number; instant: number } | undefined;
  const begin = kept?.instant ?? start ?? realNow();
  let offset = kept?.offset ?? begin - realNow();
  let latest = begin;
  if (!kept) database.db.prepare(keep).run(offset, begin);
  let stands: number | undefined = frozen ? begin : undefined;
  let advancing: Promise<unknown> = Promise.resolve();
  let moving = 0;

  const now = (): number => {
    latest = Math.max(latest, stands ?? realNow() + offset);
    return latest;
  };
  const set = async (instant: number): Promise<void> => {
    stands = instant;
    offset = instant - realNow();
    await database.write('clock', (db) => db.prepare(keep).run(offset, instant));
  };
  const advance = async (target: number, sources: readonly TimedSource[], idle: () => Promise<void>): Promise<number> => {
    stands = now();
    try {
      const fired = await fireUntil(target, sources, idle, { now, set });
      if (target > now()) await set(target);
      return fired;
    } finally {
      if (!frozen) {
        offset = now() - realNow();
        stands = undefined;
      }
    }
  };

  return {
    now,
    advanceTo: (target, sources, idle) => {
      moving++;
      const mine = advancing.then(() => advance(target, sources, idle)).finally(() => moving--);
      advancing = mine.catch(() => undefined);
      return mine;
    },
    drive: (sources, failed) => drive(sources, failed, { now, isStill: () => moving > 0 }),
  };
}

type Hand = { now: () => number; set: (instant: number) => Promise<void> };

async function fireUntil(target: number, sources: readonly TimedSource[], idle: () => Promise<void>, hand: Hand): Promise<number> {
  let fired = 0;
  let stuck: number | undefined;
  for (;;) {
    await idle();
    const next = earliest(sources);
    if (next === undefined || next > Math.max(target, hand.now())) return fired;
    if (next > hand.now()) await hand.set(next);
    let count = 0;
    for (const source of sources) if ((source.nextDue() ?? Infinity) <= hand.now()) count += await source.fireDue(hand.now());
    if (count === 0 && stuck === next) throw new Error(`something is due at ${new Date(next).toISOString()} but does not fire`);
    stuck = count === 0 ? next : undefined;
    fired += count;
  }
}

const earliest = (sources: readonly TimedSource[]): number | undefined => {
  const dues = sources.map((source) => source.nextDue()).filter((due) => due !== undefined);
  return dues.length > 0 ? Math.min(...dues) : undefined;
};

function drive(
  sources: readonly TimedSource[],
  failed: (error: unknown) => void,
  clock: { now: () => number; isStill: () => boolean },
): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let firing: Promise<void> = Promise.resolve();
  const attempt = async (act: () => unknown): Promise<void> => {
    try {
      await act();
    } catch (error) {
      failed(error);
    }
  };
  const fire = async (): Promise<void> => {
    for (const source of sources)
      await attempt(() => !clock.isStill() && (source.nextDue() ?? Infinity) <= clock.now() && source.fireDue(clock.now()));
  };
  const sleep = (): void => {
    let next: number | undefined;
    void attempt(() => {
      next = clock.isStill() ? undefined : earliest(sources);
    });
    const pause = Math.min(Math.max((next ?? Infinity) - clock.now(), 10), longestSleep);
    timer = setTimeout(() => {
      firing = fire().then(() => (stopped ? undefined : sleep()));
    }, pause).unref();
  };
  sleep();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await firing;
    },
  };
}
