import type { Context } from 'hono';
import type { Language } from '#domain/claims/claim.ts';
import type { FieldError } from '#domain/errors.ts';
import type { Errors } from '../parts/form.tsx';
import { calculatorTexts } from '../texts/calculators.ts';
import { t } from '../texts/texts.ts';

export const partNames = ['deadline', 'rule', 'time', 'year', 'interest'] as const;
export type Part = (typeof partNames)[number];
/** The question as it was typed, from the address: nothing is lost when it comes back. */
export type Typed = { readonly part: Part; readonly asked: boolean; readonly values: ReadonlyMap<string, string>; readonly query: string };

const keyOf: Record<Part, string> = { deadline: 'trigger', rule: 'trigger', time: 'from', year: 'year', interest: 'principal' };
/** A part is asked as soon as its main field is in the address, filled in or not. */
export function typedOf(c: Context): Typed {
  const search = new URL(c.req.url).searchParams;
  search.delete('lang');
  const part = partNames.find((name) => name === search.get('part')) ?? 'deadline';
  return { part, asked: search.has(keyOf[part]), values: new Map(search), query: search.toString() };
}

/** The body that the programs' door would get; `momentAt` makes a moment of a day and an hour in the zone of the question. */
export function bodyOf({ part, values }: Typed, momentAt: (day: string, hour: string) => string): Record<string, unknown> {
  const get = (name: string) => values.get(name)?.trim() ?? '';
  const moment = (day: string, hour: string) => (get(day) ? momentAt(get(day), get(hour)) : undefined);
  const place = calendarBody(get);
  const shared = { ...(place ? { calendar: place } : {}), zone: get('zone') || undefined };
  if (part === 'rule') return { ...shared, trigger: moment('trigger', 'hour'), rule: get('rule') || undefined };
  if (part === 'interest') return interestBody(get);
  if (part === 'time') return { ...shared, from: moment('from', 'fromHour'), to: moment('to', 'toHour'), add: addOf(get) };
  return {
    ...shared,
    trigger: moment('trigger', 'hour'),
    length: numberOf(get('length')),
    unit: get('unit') || undefined,
    start: get('start') || undefined,
    end: get('end') || undefined,
    direction: get('direction') || undefined,
    clearDays: get('clearDays') === 'yes',
    cutoff: get('cutoff') || undefined,
    dayEnd: get('dayEnd') || undefined,
  };
}

type Get = (name: string) => string;
/** What is agreed goes with the question only where no rule of law is chosen. */
function interestBody(get: Get): Record<string, unknown> {
  const rule = get('law');
  const agreed = rule === 'custom' || rule === 'ru-330';
  return {
    principal: decimal(get('principal')),
    currency: get('currency') || undefined,
    rule: rule || undefined,
    due: get('due') || undefined,
    to: get('until') || undefined,
    payments: get('payments')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
      .map((line) => ({ date: line.slice(0, 10), amount: decimal(line.slice(10)) })),
    debtSince: get('debtSince') || undefined,
    consumer: get('consumer') === 'yes',
    windows: get('window') ? [get('window')] : [],
    ...(agreed
      ? {
          custom: {
            ratePercent: decimal(get('percent')),
            per: get('per') || undefined,
            basis: get('basis') || undefined,
            capPercent: decimal(get('cap')) || undefined,
          },
        }
      : {}),
  };
}
/** "1 240,50" as people write it: spaces out, a decimal comma as a point. */
const decimal = (text: string): string => text.replaceAll(/[\s\u00a0\u202f]/g, '').replace(',', '.');

const numberOf = (text: string): number | undefined => (text === '' ? undefined : Number(text.replace(',', '.')));
function addOf(get: Get): string | undefined {
  const [hours, minutes] = [get('addHours'), get('addMinutes')];
  return hours || minutes ? `PT${hours || '0'}H${minutes || '0'}M` : undefined;
}

function calendarBody(get: Get): Record<string, unknown> | undefined {
  const [country = '', region] = get('place').split('-');
  const own = country === 'own';
  if (!country && !own) return undefined;
  const days = (name: string) => (get(name) ? { [name]: daysOf(get(name)) } : {});
  const span = [[get('open') || '09:00', get('close') || '18:00']];
  return {
    ...(own ? { weekend: [6, 7] } : { country, region }),
    ...days('holidays'),
    ...days('workingDays'),
    ...(get('open') || get('close') ? { hours: { 1: span, 2: span, 3: span, 4: span, 5: span } } : {}),
  };
}

/** One day a line, its name after it. */
const daysOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => ({ date: line.slice(0, 10), name: line.slice(10).trim() || undefined }));

/** The field of the form that stands for a path of the question. */
const interestFields: Record<string, string> = { rule: 'law', to: 'until', windows: 'window' };
function fieldOf({ path, code }: FieldError, part: Part): string {
  if (code === 'instant') return 'hour';
  const [first = '', second = ''] = path.split('.');
  if (first === 'custom') return second === 'capPercent' ? 'cap' : 'percent';
  if (part === 'interest') return interestFields[first] ?? (first || 'ask');
  if (first === 'add') return 'addHours';
  if (first !== 'calendar') return first || 'ask';
  if (second === 'hours') return 'open';
  return second === 'holidays' || second === 'workingDays' || second === 'zone' ? second : 'place';
}

/** The sentence beside each field. */
export function sentencesOf(wrong: readonly FieldError[], part: Part, language: Language, known?: { from: number; to: number }): Errors {
  const { wrong: own, unknownYear } = calculatorTexts(language);
  const shared = t(language).fields;
  const say = (code: string): string => own[code] ?? shared[code] ?? shared.invalid ?? code;
  return new Map(
    wrong
      .toReversed()
      .map((one) => [fieldOf(one, part), one.code === 'unknown-year' && known ? unknownYear(known.from, known.to) : say(one.code)]),
  );
}

/** The same for the summary, each with the name of its field before it. */
export function namedErrors(errors: Errors, language: Language): Errors {
  const labels = new Map<string, string>(Object.entries(calculatorTexts(language).fields));
  const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
  return new Map([...errors].map(([field, sentence]) => [field, `${labels.get(field) ?? field}: ${lower(sentence)}`]));
}
