import type { Language } from '#domain/claims/claim.ts';
import type { InterestRow } from '#domain/contracts/interest.ts';
import type { CalculatedInterest } from '#domain/contracts/interest-calculator.ts';
import { sourceIn } from '#domain/contracts/source-words.ts';
import { daysBetween } from '#domain/deadlines/legal-day.ts';
import { decimalOf, minorOf } from '#domain/money.ts';
import { showDay, showMoney, showPercent } from '#domain/replies/format.ts';
import { rateOf } from '#domain/replies/sheet-tables.ts';
import { DefinitionList, StateMark, Table } from '../parts/state.tsx';
import { calculatorTexts } from '../texts/calculators.ts';
import { caseTexts } from '../texts/desk.ts';
import { linked } from './answer-card.tsx';
import type { Answer } from './ask.ts';

/** The sum, how it grew, every row it is made of, and what another day of payment would change. */
export function InterestAnswer({ answer, language }: { answer: Extract<Answer, { kind: 'interest' }>; language: Language }) {
  const texts = calculatorTexts(language);
  const { found, other } = answer;
  const { rule, currency, rows, provisional, sources, notApplied } = found;
  const sum = (amount: string) => showMoney(amount, currency, language);
  return (
    <section class="card answer" id="answer" aria-live="polite">
      <p class="muted">
        {rule.title[language]}, {rule.clause[language]}
      </p>
      <h2>{texts.interest.total}</h2>
      <p class="reference">{sum(found.total)}</p>
      <DefinitionList
        items={[
          [texts.interest.days, String(found.days)],
          minorOf(found.fixedSum) > 0n ? [texts.interest.sums, `${sum(found.interest)} + ${sum(found.fixedSum)}`] : undefined,
          [texts.interest.outstanding, sum(found.outstanding)],
          [texts.interest.all, sum(decimalOf(minorOf(found.outstanding) + minorOf(found.total)))],
          found.capped
            ? [texts.interest.capped, rule.capPercent ? showPercent(rule.capPercent, language) : sum(rule.capSum ?? '0.00')]
            : undefined,
        ]}
      />
      {provisional && (
        <p>
          <StateMark tone="soon">{texts.answer.provisional}</StateMark> {texts.interest.provisional}
        </p>
      )}
      {notApplied.length > 0 && (
        <p class="small">
          {texts.interest.notApplied}{' '}
          {notApplied.map((id) => texts.interest.windowsById[id] ?? texts.interest.foreignSum(id.replace('fixed-sum-', ''))).join('; ')}
        </p>
      )}
      {other && <Difference found={found} other={other} language={language} />}
      {rows.length > 0 && (
        <>
          <Growth rows={rows} found={found} language={language} />
          <Table
            caption={texts.interest.rows}
            hideCaption
            columns={texts.interest.columns.map((label, i) => ({ label, number: i > 1 }))}
            rows={rows.map((row) => [
              showDay(row.from, language),
              showDay(row.to, language),
              String(row.days),
              sum(row.base),
              row.excluded ? texts.interest.free : rateOf(row, language),
              sum(row.amount),
            ])}
            foot={['', '', String(found.days), '', '', sum(found.interest)]}
          />
        </>
      )}
      <details>
        <summary>{texts.answer.sources}</summary>
        <ul class="small">
          {sources.map((source) => (
            <li>{linked(language === 'ru' ? sourceIn(source, language) : source)}</li>
          ))}
        </ul>
      </details>
      {(rule.confidence === 'K' || rule.confidence === 'S/K') && (
        <p class="small">
          <StateMark tone="soon">{rule.confidence}</StateMark> {caseTexts(language).unchecked}
        </p>
      )}
    </section>
  );
}

type Other = { to: string; found: CalculatedInterest };
function Difference({ found, other, language }: { found: CalculatedInterest; other: Other; language: Language }) {
  const texts = calculatorTexts(language).interest;
  const sum = (amount: string) => showMoney(amount, found.currency, language);
  const difference = minorOf(other.found.total) - minorOf(found.total);
  return (
    <p class="flash notice">
      {texts.paidOn(showDay(other.to, language), sum(other.found.total))}{' '}
      {difference === 0n
        ? texts.same
        : texts[difference > 0n ? 'dearer' : 'cheaper'](sum(decimalOf(difference < 0n ? -difference : difference)))}
    </p>
  );
}

const [width, height, left, bottom] = [640, 140, 8, 8];
/** How the sum grew from row to row. Rows of parts that were paid on different days overlap: they are laid one after the other in time. */
function Growth({ rows, found, language }: { rows: readonly InterestRow[]; found: CalculatedInterest; language: Language }) {
  const texts = calculatorTexts(language).interest;
  const [first, last] = [rows.reduce((a, b) => (b.from < a.from ? b : a)).from, rows.reduce((a, b) => (b.to > a.to ? b : a)).to];
  const whole = Math.max(1, daysBetween(first, last) + 1);
  const top = Math.max(1, Number(found.interest));
  const x = (days: number) => left + ((width - 2 * left) * days) / whole;
  const y = (amount: number) => 8 + ((height - bottom - 8) * (top - amount)) / top;
  // At each end of a row: what had come together by then, rows counted by the share of their days that had passed.
  const days = [...new Set(rows.flatMap(({ from, to }) => [daysBetween(first, from), daysBetween(first, to) + 1]))].toSorted(
    (a, b) => a - b,
  );
  const until = (day: number) =>
    rows.reduce((sum, row) => {
      const [from, to] = [daysBetween(first, row.from), daysBetween(first, row.to) + 1];
      return sum + (Number(row.amount) * Math.min(Math.max(day - from, 0), to - from)) / (to - from);
    }, 0);
  const path = days.map((day, i) => `${i === 0 ? 'M' : 'L'}${x(day).toFixed(1)} ${y(until(day)).toFixed(1)}`).join('');
  const label = texts.picture(showDay(first, language), showDay(last, language), showMoney(found.interest, found.currency, language));
  return (
    <figure class="growth">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        <path d={`${path}L${x(whole)} ${y(0)}L${left} ${y(0)}Z`} fill="var(--accent)" opacity="0.12" />
        <path d={path} fill="none" stroke="var(--accent)" stroke-width="2" />
        <line x1={left} x2={width - left} y1={y(0)} y2={y(0)} stroke="var(--line)" />
      </svg>
      <figcaption class="small muted">{label}</figcaption>
    </figure>
  );
}
