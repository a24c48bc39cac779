import { readFileSync } from 'node:fs';
import { yearChange } from '#domain/deadlines/calendars/year-change.ts';
import { lawOf, shippedLaw } from '#domain/deadlines/law.ts';
import { checkChange } from '#domain/deadlines/law-change.ts';
import { addDays } from '#domain/deadlines/legal-day.ts';
import { computeDeadline } from '#domain/deadlines/period.ts';
import { readYearFile } from '#domain/deadlines/year-file.ts';
import { Refusal } from '#domain/errors.ts';

/** `npm run calendar -- <file.json>`: what a new year's file changes, before anybody takes it. It writes nothing. */
const [path] = process.argv.slice(2);
if (!path) {
  console.error('Which file? npm run calendar -- <year.json>. Its form is in docs/dates.md.');
  process.exit(2);
}

try {
  const change = readYearFile(readFileSync(path, 'utf8'));
  checkChange(change, shippedLaw);
  const place = { country: change.country, region: change.region };
  const [before, after] = [shippedLaw.calendar(place), lawOf([{ id: 'file', change }]).calendar(place)];
  const { off, worked, short, full, workingDays } = yearChange(before, after, change.year);
  const known = before.known.from <= change.year && change.year <= before.known.to;
  console.log(`${after.id} ${change.year}: ${change.source}`);
  console.log(
    known
      ? 'That year is in the book already; the file puts other days in its place.'
      : 'That year is not in the book: dates in it are provisional so far.',
  );
  console.log(`working days  ${workingDays.before} -> ${workingDays.after}`);
  const line = (title: string, days: readonly string[]) =>
    console.log(`${title.padEnd(14)}${days.length === 0 ? 'none' : ''}${days.join(`\n${' '.repeat(14)}`)}`);
  line(
    'now off',
    off.map(({ date, name }) => `${date}  ${name.en}`),
  );
  line('now worked', worked);
  line('now shorter', short);
  line('now full', full);
  // What that does to terms: every day of the year as a day of receipt, in the lengths that claims have.
  const first = `${change.year}-01-01`;
  const days = Array.from({ length: 365 }, (_, n) => addDays(first, n));
  for (const [length, unit] of [
    [10, 'calendar_days'],
    [30, 'calendar_days'],
    [10, 'working_days'],
    [15, 'working_days'],
  ] as const) {
    const period = {
      length,
      unit,
      start: 'next_day',
      end: 'next_working_day',
      direction: 'forward',
      clearDays: false,
      dayEnd: '24:00',
    } as const;
    const moved = days.filter(
      (trigger) =>
        computeDeadline({ period, trigger, calendar: before }).lastDay !== computeDeadline({ period, trigger, calendar: after }).lastDay,
    );
    console.log(
      `${String(length).padStart(2)} ${unit.replace('_', ' ').padEnd(14)} ends on another day for ${moved.length} of 365 days of receipt`,
    );
  }
  console.log('To see which open deadlines move, and to take the file: "Rules and calendars" on the desk of legal.');
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`${path}: ${error.message}${error.fields.map(({ path: field, code }) => `\n  ${field}: ${code}`).join('')}`);
  process.exit(1);
}
