import { perCurrency } from '#domain/contracts/relationship.ts';
import { type Rung, rungs } from '#domain/contracts/terms.ts';
import { addDays, type LegalDay } from '#domain/deadlines/legal-day.ts';
import { type Currency, decimalOf, type Money } from '#domain/money.ts';
import { showDate, showDay, showMoney } from '#domain/replies/format.ts';
import { type Exposure, type ExposureGroup, type ExposureWeek, weeksShown } from '#usecases/exposure.ts';
import type { Names } from '../desk/staff-route.tsx';
import type { Moment } from '../parts/format.ts';
import { Empty, Table } from '../parts/state.tsx';
import { counterClaimsTexts } from '../texts/counter-claims.ts';
import { legalTexts } from '../texts/desk.ts';
import { ExposurePicture } from './exposure-picture.tsx';
import { sumsOf } from './exposure-sums.ts';

type Props = { exposure: Exposure; week: LegalDay | undefined; until: LegalDay | undefined; names: Names; moment: Moment };

/** Open sums by week as pictures and tables, and now by step, manager and customer; each figure opens the list behind it. */
export function ExposurePage(props: Props) {
  const { exposure, week, moment } = props;
  const texts = counterClaimsTexts(moment.language).exposure;
  const chosen = week === undefined ? undefined : exposure.weeks.find((entry) => entry.week === week);
  return (
    <>
      <h1>{texts.title}</h1>
      <p>{texts.lead}</p>
      {exposure.partial && <p class="flash notice">{texts.partial}</p>}
      {exposure.currencies.length === 0 && <Empty title={texts.empty}>{texts.emptyText}</Empty>}
      {chosen && <WeekList chosen={chosen} moment={moment} />}
      {exposure.currencies.map((currency) => (
        <Weeks currency={currency} {...props} />
      ))}
      {exposure.currencies.length > 0 && <Pages {...props} />}
      <Groups {...props} />
    </>
  );
}

function Weeks({ exposure, currency, until, moment: { language } }: Props & { currency: Currency }) {
  const texts = counterClaimsTexts(language).exposure;
  const shown = exposure.weeks.filter((week) => sumsOf(week, currency).total > 0n);
  const sum = (minor: bigint) => (minor === 0n ? '—' : showMoney(decimalOf(minor), currency, language));
  return (
    <section>
      <ExposurePicture weeks={exposure.weeks} currency={currency} language={language} />
      <Table
        caption={texts.picture(currency)}
        columns={texts.columns.map((label, index) => ({ label, number: index > 0 }))}
        rows={shown.toReversed().map((entry) => {
          const sums = sumsOf(entry, currency);
          return [
            <a href={`/exposure?week=${entry.week}${until ? `&until=${until}` : ''}`}>{showDate(entry.week, language)}</a>,
            ...rungs.map((rung) => sum(sums[rung])),
            <strong>{sum(sums.total)}</strong>,
          ];
        })}
      />
    </section>
  );
}

function WeekList({ chosen: week, moment: { language } }: { chosen: ExposureWeek; moment: Moment }) {
  const { exposure: texts, rungs: rungNames } = counterClaimsTexts(language);
  const { states } = legalTexts(language).counterClaims;
  const sums = perCurrency(week.asked.map(({ counterClaim, total }) => ({ currency: counterClaim.sheet.currency, amount: total })));
  return (
    <section aria-labelledby="week">
      <h2 id="week">{texts.inWeek(showDay(week.week, language))}</h2>
      <Table
        caption={texts.inWeek(showDay(week.week, language))}
        hideCaption
        columns={texts.weekColumns.map((label, index) => ({ label, number: index === 2 }))}
        rows={week.asked.map(({ counterClaim, total, rung }) => [
          <a href={`/counter-claims/${counterClaim.id}`}>{counterClaim.accountName}</a>,
          rungNames[rung],
          showMoney(total, counterClaim.sheet.currency, language),
          states[counterClaim.state],
        ])}
        foot={[texts.total, '', moneys(sums, language), '']}
      />
      <p>
        <a href="/exposure">{texts.allWeeks}</a>
      </p>
    </section>
  );
}

const moneys = (sums: readonly Money[], language: Moment['language']): string =>
  sums.map(({ amount, currency }) => showMoney(amount, currency, language)).join(' + ') || '—';

function Pages({ exposure, until, moment: { language } }: Props) {
  const texts = counterClaimsTexts(language).exposure;
  const [first] = exposure.weeks;
  const last = exposure.weeks.at(-1);
  return (
    <p>
      {first && (
        <a href={`/exposure?until=${addDays(first.week, -7)}`} rel="prev">
          {texts.earlier}
        </a>
      )}{' '}
      {until && last && (
        <a href={`/exposure?until=${addDays(last.week, weeksShown * 7)}`} rel="next">
          {texts.later}
        </a>
      )}
    </p>
  );
}

function Groups({ exposure, names, moment: { language } }: Props) {
  const { exposure: texts, rungs: rungNames } = counterClaimsTexts(language);
  const tables: [string, 'rung' | 'person' | 'account', (key: string) => string][] = [
    [texts.byRung, 'rung', (key) => rungNames[key as Rung] ?? key],
    [texts.byPerson, 'person', names],
    [texts.byAccount, 'account', (key) => exposure.accountNames.get(key) ?? key],
  ];
  if (exposure.now.rung.length === 0) return null;
  return (
    <section aria-labelledby="now">
      <h2 id="now">{texts.now}</h2>
      {tables.map(([title, by, nameOf]) => (
        <Table
          caption={title}
          columns={[title, ...texts.groupColumns.slice(1)].map((label, index) => ({ label, number: index > 0 }))}
          rows={sorted(exposure.now[by]).map(({ key, count, sums }) => [
            <a href={`/counter-claims?${by}=${encodeURIComponent(key)}`}>{nameOf(key)}</a>,
            String(count),
            moneys(sums, language),
          ])}
        />
      ))}
    </section>
  );
}

const sorted = (groups: readonly ExposureGroup[]): ExposureGroup[] =>
  groups.toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
