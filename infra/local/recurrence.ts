import { Temporal } from 'temporal-polyfill';

/** `every`: an ISO duration of hours and less, counted from the epoch. `daily`: a wall clock time in a zone. */
export type Recurrence =
  | { every: string; daily?: undefined }
  | { every?: undefined; daily: { hour: number; minute: number; zone: string } };

/** The first instant after `now` (both milliseconds since the epoch). A wall clock time that is skipped comes an hour later, one that occurs twice counts the first time. */
export function nextRun(recurrence: Recurrence, now: number): number {
  if (recurrence.every !== undefined) {
    const period = Temporal.Duration.from(recurrence.every).total('milliseconds');
    if (period < 1000) throw new RangeError('recurs more than once a second');
    return (Math.floor(now / period) + 1) * period;
  }
  const { hour, minute, zone } = recurrence.daily;
  const at = (date: Temporal.PlainDate): number =>
    date.toZonedDateTime({ timeZone: zone, plainTime: new Temporal.PlainTime(hour, minute) }).epochMilliseconds;
  let date = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  while (at(date) <= now) date = date.add({ days: 1 });
  return at(date);
}
