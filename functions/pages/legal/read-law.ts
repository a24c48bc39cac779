import type { Context } from 'hono';
import type { LawChange, NamedDay } from '#domain/deadlines/law.ts';
import { isLegalDay, type Weekday } from '#domain/deadlines/legal-day.ts';
import type { OpeningHours } from '#domain/deadlines/opening-hours.ts';
import type { Unit } from '#domain/deadlines/step.ts';
import { readYearFile } from '#domain/deadlines/year-file.ts';
import { Refusal } from '#domain/errors.ts';
import { field } from '../door.ts';

export const units: readonly Unit[] = ['calendar_days', 'working_days', 'weeks', 'months', 'years', 'hours'];
export const ends = ['none', 'next_working_day', 'previous_working_day'] as const;
const wrong = (path: string, code: string): Refusal => new Refusal('invalid', undefined, [{ path, code }]);

/** The change that a form asks for; each form says its kind. Refuses ('invalid') what cannot be read, naming the field. */
export async function readChange(c: Context): Promise<{ title: string; change: LawChange }> {
  const of = async (name: string) => (await field(c, name)).trim();
  const kind = await of('kind');
  const title = await of(`${kind}.title`);
  if (kind === 'calendar-year') return { title, change: readYearFile(await field(c, 'file')) };
  if (kind === 'company-days') return { title, change: await ownDays(of) };
  if (kind !== 'rule') throw wrong('kind', 'choose');
  const [rule, from, length, unitName, endName, source, read] = await Promise.all(
    ['rule', 'from', 'length', 'unit', 'end', 'source', 'read'].map(of),
  );
  const unit = units.find((known) => known === unitName);
  const end = ends.find((known) => known === endName);
  if (!unit || !end) throw wrong(unit ? 'end' : 'unit', 'choose');
  return {
    title,
    change: {
      kind,
      rule: rule ?? '',
      from: from ?? '',
      length: /^\d{1,5}$/.test(length ?? '') ? Number(length) : Number.NaN,
      unit,
      end,
      source: source ?? '',
      confidence: read === 'yes' ? 'S' : 'K',
    },
  };
}

async function ownDays(of: (name: string) => Promise<string>): Promise<LawChange> {
  const hours = await of('hours');
  return {
    kind: 'company-days',
    daysOff: dayLines(await of('daysOff'), 'daysOff'),
    workingDays: dayLines(await of('workingDays'), 'workingDays'),
    ...(hours ? { hours: hourLines(hours) } : {}),
  };
}

/** "2026-12-30 Stocktaking", one a line. */
function dayLines(typed: string, path: string): NamedDay[] {
  return lines(typed).map((line) => {
    const [date = '', ...words] = line.split(/\s+/);
    if (!isLegalDay(date)) throw wrong(path, 'date');
    const name = words.join(' ') || date;
    return { date, name: { en: name, ru: name } };
  });
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** "Mon-Fri 09:00-13:00 14:00-18:00", one a line; days that are not named are closed. */
function hourLines(typed: string): OpeningHours {
  const hours: { [weekday in Weekday]?: [string, string][] } = {};
  for (const line of lines(typed)) {
    const [, first = '', last = first, rest = ''] = /^([a-z]{3})(?:-([a-z]{3}))?((?:\s+\d\d:\d\d-\d\d:\d\d)+)$/i.exec(line) ?? [];
    const [from, to] = [weekdays.indexOf(first.toLowerCase()), weekdays.indexOf(last.toLowerCase())];
    const spans = rest
      .trim()
      .split(/\s+/)
      .map((span) => span.split('-') as [string, string]);
    const ordered = spans.every(([open, close], n) => isHour(open) && isHour(close) && open < close && (spans[n - 1]?.[1] ?? '') <= open);
    if (from < 0 || to < from || !ordered) throw wrong('hours', 'hours');
    for (let day = from; day <= to; day++) hours[(day + 1) as Weekday] = spans;
  }
  return hours;
}

const isHour = (text: string | undefined): boolean => /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text ?? '');
const lines = (typed: string): string[] =>
  typed
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
