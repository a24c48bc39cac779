import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { calendarFor } from '#domain/deadlines/calendars/calendars.ts';
import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import { computeDeadline, type DeadlineInput, type Period } from '#domain/deadlines/period.ts';
import { germanCivil, unionLaw, usFederal } from '#domain/deadlines/rule.ts';
import { rulebook } from '#domain/deadlines/rulebook.ts';

const page = readFileSync(new URL('../../../docs/dates.md', import.meta.url), 'utf8');
const sections = new Map(page.split(/^### /m).map((section) => [section.slice(0, section.indexOf('\n')), section.split(/^## /m)[0] ?? '']));
const ruleOf = (id: string) => {
  const rule = rulebook.find((candidate) => candidate.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  return rule;
};
const byRule = (id: string): Period => ruleOf(id).period;
const extended = (id: string): Pick<DeadlineInput, 'extensions'> => {
  const { mayExtend } = ruleOf(id);
  return { extensions: mayExtend ? [{ length: mayExtend.length, unit: mayExtend.unit, basis: 'raw_end', reason: 'granted' }] : [] };
};

// "Tue 15 June 2027"
const words = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const inWords = (day: LegalDay): string => words.format(new Date(`${day}T00:00:00Z`)).replace(',', '');

type Example = {
  section: string;
  period: Period;
  from: LegalDay;
  to: LegalDay;
  country: string;
  region?: string;
  more?: Pick<DeadlineInput, 'extensions' | 'pauses'>;
};
const month: Period = { ...germanCivil, clauses: undefined, length: 1, unit: 'months' };
const daysOf = (length: number): Period => ({ ...germanCivil, clauses: undefined, length, unit: 'calendar_days' });
const asked = [{ from: '2027-02-08T12:00:00.000Z', to: '2027-02-15T12:00:00.000Z', reason: 'request-for-information' }];
const examples: readonly Example[] = [
  { section: 'Russia', period: byRule('ru-consumer-22-refund'), from: '2027-06-02', to: '2027-06-15', country: 'RU' },
  { section: 'Russia', period: byRule('ru-bank-30-1-answer'), from: '2026-12-18', to: '2027-01-19', country: 'RU' },
  { section: 'Russia', period: byRule('ru-ombudsman-16'), from: '2026-12-18', to: '2027-01-18', country: 'RU' },
  { section: 'Germany', period: month, from: '2026-05-04', to: '2026-06-05', country: 'DE', region: 'NW' },
  { section: 'Germany', period: month, from: '2026-05-04', to: '2026-06-04', country: 'DE', region: 'BE' },
  { section: 'Austria', period: daysOf(14), from: '2026-11-24', to: '2026-12-09', country: 'AT' },
  { section: 'Austria', period: daysOf(14), from: '2027-03-12', to: '2027-03-26', country: 'AT' },
  { section: 'Switzerland', period: daysOf(10), from: '2026-08-31', to: '2026-09-11', country: 'CH', region: 'GE' },
  { section: 'Switzerland', period: daysOf(10), from: '2026-08-31', to: '2026-09-10', country: 'CH', region: 'ZH' },
  { section: 'France', period: month, from: '2027-02-26', to: '2027-03-26', country: 'FR' },
  { section: 'France', period: month, from: '2027-02-26', to: '2027-03-30', country: 'FR', region: 'AM' },
  { section: 'Ireland', period: byRule('eu-psd2-101'), from: '2027-01-22', to: '2027-02-15', country: 'IE' },
  { section: 'Ireland', period: byRule('eu-psd2-101'), from: '2027-01-22', to: '2027-03-15', country: 'IE', more: extended('eu-psd2-101') },
  { section: 'United Kingdom', period: byRule('gb-disp-1-6-2'), from: '2026-11-06', to: '2027-01-01', country: 'GB' },
  { section: 'United Kingdom', period: byRule('gb-disp-1-6-2a'), from: '2026-12-11', to: '2027-01-06', country: 'GB' },
  { section: 'Regulation 1182/71', period: byRule('eu-gdpr-12'), from: '2027-01-31', to: '2027-03-01', country: 'IE' },
  {
    section: 'Regulation 1182/71',
    period: byRule('eu-gdpr-12'),
    from: '2027-01-31',
    to: '2027-03-08',
    country: 'IE',
    more: { pauses: asked },
  },
  {
    section: 'Regulation 1182/71',
    period: { ...unionLaw, length: 3, unit: 'calendar_days' },
    from: '2026-12-24',
    to: '2026-12-29',
    country: 'DE',
  },
  {
    section: 'United States',
    period: { ...usFederal, length: 21, unit: 'calendar_days' },
    from: '2026-12-04',
    to: '2026-12-28',
    country: 'US',
  },
  { section: 'United States', period: byRule('us-reg-e-11-determine'), from: '2026-12-18', to: '2027-01-05', country: 'US' },
  {
    section: 'United States',
    period: byRule('us-reg-e-11-determine'),
    from: '2026-12-18',
    to: '2027-02-01',
    country: 'US',
    more: extended('us-reg-e-11-determine'),
  },
];

describe('the worked examples of docs/dates.md', () => {
  it.each(examples)('$section $region: from $from to $to', ({ section, period, from, to, country, region, more }) => {
    const { lastDay, provisional } = computeDeadline({ period, trigger: from, calendar: calendarFor({ country, region }), ...more });
    expect([lastDay, provisional]).toEqual([to, false]);
    expect(sections.get(`${section}, worked out`)).toContain(`**${inWords(to)}**`);
  });

  it('are all here: the page promises no date that is not computed', () => {
    const promised = [...sections].flatMap(([title, section]) =>
      title.endsWith(', worked out')
        ? [...section.matchAll(/\*\*(\w+\s+\d+\s+\w+\s+\d{4})\*\*/g)].map(([, date]) => `${title} ${date?.replace(/\s+/g, ' ')}`)
        : [],
    );
    const computed = examples.map(({ section, to }) => `${section}, worked out ${inWords(to)}`);
    expect(promised.sort()).toEqual(computed.sort());
  });

  it('end where the page says in the hour too', () => {
    const { dueAt } = computeDeadline({
      period: byRule('ru-consumer-22-refund'),
      trigger: '2027-06-02',
      calendar: calendarFor({ country: 'RU' }),
    });
    expect(dueAt).toBe('2027-06-15T20:59:59.999Z');
  });
});

describe('the tables of docs/dates.md', () => {
  it('hold every rule of the book, with its term, its clause and its mark', () => {
    const lines = page.split('\n').filter((line) => line.startsWith('| `'));
    expect(lines).toHaveLength(rulebook.length);
    for (const { id, clause, confidence, period, title, mayExtend } of rulebook) {
      const cells =
        lines
          .find((line) => line.startsWith(`| \`${id}\` `))
          ?.split('|')
          .map((cell) => cell.trim()) ?? [];
      expect(cells[2], id).toBe(title.en);
      expect(cells[4], id).toMatch(new RegExp(`^${period.length} ${period.unit.replace('_', ' ').replace(/s$/, '')}s?( |$)`));
      expect(cells[7]?.startsWith('+'), id).toBe(mayExtend !== undefined);
      expect(cells[8]?.startsWith(clause.en), id).toBe(true);
      expect(cells[9], id).toBe(confidence);
    }
  });
});
