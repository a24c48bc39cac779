import type { Context } from 'hono';
import type { Currency } from '#domain/money.ts';
import { type Deps, today } from '#usecases/deps.ts';
import type { Visitor } from '../door.ts';
import { html } from '../parts/layout.tsx';
import { type Answer, answerTo } from './ask.ts';
import { CalculatorsPage } from './calculators-page.tsx';
import { choicesOf } from './places.ts';
import { type Typed, typedOf } from './typed.ts';

/** The calculators: the address holds the question, so that a page can be kept, sent on, and read without script. */
export async function showCalculators(deps: Deps, c: Context, visitor: Visitor): Promise<Response> {
  const { country: home, zone } = deps.config.company;
  const [law, rates] = await Promise.all([deps.stores.law.current(), deps.stores.rates.current()]);
  const typed = withDefaults(typedOf(c), { place: home, day: today(deps, zone), currency: currencyOf(home) });
  const asked = typed.asked || typed.part === 'year';
  const answer: Answer = asked ? answerTo(typed, { law, home, rates }, visitor.language) : { kind: 'none' };
  // A company whose own country has no calendar has asked nothing wrong by opening the page.
  const shown: Answer = answer.kind === 'wrong' && !typed.asked ? { kind: 'none' } : answer;
  const reader = { ...visitor, path: typed.query ? `${visitor.path}?${typed.query}` : visitor.path };
  const page = <CalculatorsPage visitor={reader} typed={typed} answer={shown} choices={choicesOf(law, home, visitor.language)} />;
  return html(c, page, shown.kind === 'wrong' ? shown.status : 200);
}

const homes: Record<string, Currency> = { RU: 'RUB', GB: 'GBP', US: 'USD', CH: 'CHF' };
const currencyOf = (country: string): Currency => homes[country] ?? 'EUR';

/** What a fresh form already holds: today, the company's country, the commonest count. */
function withDefaults(typed: Typed, { place, day, currency }: { place: string; day: string; currency: Currency }): Typed {
  if (typed.asked) return typed;
  const fresh = {
    deadline: { trigger: day, length: '10', unit: 'working_days', end: 'next_working_day', place },
    rule: { trigger: day },
    time: { from: day, fromHour: '09:00', place },
    year: { place, year: day.slice(0, 4) },
    interest: {
      until: day,
      currency,
      law: place === 'RU' ? 'ru-395' : place === 'DE' ? 'de-288' : place === 'GB' ? 'uk-1998' : 'eu-2011-7',
    },
  };
  return { ...typed, values: new Map([...Object.entries(fresh[typed.part]), ...typed.values]) };
}
