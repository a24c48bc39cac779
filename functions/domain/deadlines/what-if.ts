import type { PersonId } from '#domain/ids.ts';
import { isWorkingDay } from './calendar.ts';
import type { Clock } from './clocks.ts';
import type { Law } from './law.ts';
import { addDays, type LegalDay } from './legal-day.ts';
import { atHour, dayInZone, type Instant } from './zone.ts';

/** An open claim as the simulation sees it: who acts, and the clocks that our answer would meet. */
export type OpenWork = { readonly reference: string; readonly acting: PersonId; readonly clocks: readonly Clock[] };
/** Both days inclusive. `standIn` takes the work over; left out: it waits. */
export type Absence = {
  readonly person: PersonId;
  readonly from: LegalDay;
  readonly to: LegalDay;
  readonly standIn?: PersonId | undefined;
};
export type Scene = {
  readonly work: readonly OpenWork[];
  readonly now: Instant;
  readonly law: Law;
  readonly company: { readonly country: string; readonly zone: string };
  readonly absences: readonly Absence[];
  /** Claims that one person answers on one working day: an assumption, and named as such wherever the result is shown. */
  readonly perDay: number;
};
/** A deadline that passes without an answer; `answeredOn` is the day on which its claim gets one after all. */
export type Miss = {
  readonly reference: string;
  readonly clock: Clock;
  readonly person: PersonId;
  readonly answeredOn?: LegalDay | undefined;
};

const never: Instant = '9999-12-31T23:59:59.999Z';
const longest = 400; // days: whatever is not answered by then is not answered

/**
 * Lives through the coming days on a clock of its own: on each working day whoever is there answers the claims whose dates come first, `perDay` of them, by
 * six in the evening. Gives every deadline that passes before its claim is answered; those already over are misses too. Nothing is recorded anywhere.
 */
export function simulate({ work, now, law, company, absences, perDay }: Scene): Miss[] {
  const calendar = law.calendar({ ...company, own: true });
  const first = dayInZone(now, company.zone);
  const waiting = work.toSorted((a, b) => (dueOf(a) < dueOf(b) ? -1 : dueOf(a) > dueOf(b) ? 1 : 0));
  const answered = new Map<string, { at: Instant; day: LegalDay }>();
  let left = waiting;
  for (let day = first, n = 0; n < longest && left.length > 0; day = addDays(day, 1), n++) {
    if (!isWorkingDay(calendar, day)) continue;
    const at = [atHour(day, '18:00', company.zone), now].sort()[1] ?? now;
    const done = new Map<string, number>();
    left = left.filter((one) => {
      const worker = workerOf(one.acting, day, absences);
      const already = worker === undefined ? perDay : (done.get(worker) ?? 0);
      if (worker === undefined || already >= perDay) return true;
      done.set(worker, already + 1);
      answered.set(one.reference, { at, day });
      return false;
    });
  }
  return waiting.flatMap(({ reference, acting, clocks }) => {
    const answer = answered.get(reference);
    return clocks
      .filter((clock) => clock.dueAt < (answer?.at ?? never))
      .map((clock): Miss => ({ reference, clock, person: acting, answeredOn: answer?.day }));
  });
}

const dueOf = ({ clocks }: OpenWork): string => clocks.map((clock) => clock.dueAt).sort()[0] ?? '';

/** Who does it that day: the person, who stands in for them, and for that one in turn; nobody when the chain ends or turns in a circle. */
function workerOf(person: PersonId, day: LegalDay, absences: readonly Absence[]): PersonId | undefined {
  const seen = new Set<PersonId>();
  let current: PersonId | undefined = person;
  while (current !== undefined && !seen.has(current)) {
    seen.add(current);
    const one: PersonId = current;
    const away = absences.find((absence) => absence.person === one && absence.from <= day && day <= absence.to);
    if (!away) return one;
    current = away.standIn;
  }
  return undefined;
}
