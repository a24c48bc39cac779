import { isLegalDay } from '#domain/deadlines/legal-day.ts';
import { atHour, type Instant } from '#domain/deadlines/zone.ts';
import { Refusal } from '#domain/errors.ts';

/** The moment that a person typed as a date and an hour of `zone`, "2027-05-14T16:30". Refuses ('invalid', at `path`) anything else. */
export function momentOf(typed: string, zone: string, path: string): Instant {
  const [, day = '', hour = ''] = /^(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):[0-5]\d)$/.exec(typed) ?? [];
  if (!isLegalDay(day)) throw new Refusal('invalid', undefined, [{ path, code: 'date' }]);
  return atHour(day, hour, zone);
}
