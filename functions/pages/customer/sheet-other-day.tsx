import type { Language } from '#domain/claims/claim.ts';
import type { Sheet, SheetLine } from '#domain/contracts/sheet.ts';
import { decimalOf, minorOf } from '#domain/money.ts';
import { showDate, showDay, showMoney } from '#domain/replies/format.ts';
import { type Errors, Field } from '../parts/form.tsx';
import { Table } from '../parts/state.tsx';
import { sheetTexts } from '../texts/sheet.ts';
import { lineTitle } from './sheet-lines.tsx';

type Props = { token: string; now: Sheet; later?: Sheet | undefined; pay: string; errors: Errors; language: Language };

/** What it would be on another day of payment, beside today's; a plain form that asks and changes nothing. */
export function OtherDay({ token, now, later, pay, errors, language }: Props) {
  const texts = sheetTexts(language);
  return (
    <section class="card" aria-labelledby="other-day">
      <h2 id="other-day">{texts.otherDay}</h2>
      <form action={`/s/${token}`}>
        <p class="small">{texts.otherDayText}</p>
        <Field name="pay" type="date" label={texts.day} value={pay} errors={errors} min={now.asOf} />
        <button type="submit">{texts.show}</button>
      </form>
      {later && <Comparison now={now} later={later} language={language} />}
    </section>
  );
}

function Comparison({ now, later, language }: { now: Sheet; later: Sheet; language: Language }) {
  const texts = sheetTexts(language);
  const sum = (amount: string) => showMoney(amount, now.currency, language);
  const more = (before: string, after: string) => {
    const difference = minorOf(after) - minorOf(before);
    return difference > 0n ? `+${sum(decimalOf(difference))}` : sum(decimalOf(difference));
  };
  const pairs = pairsOf(now, later);
  return (
    <>
      {later.provisional && <p class="flash notice">{texts.provisional}</p>}
      <Table
        caption={texts.compare(showDay(later.asOf, language))}
        columns={texts
          .compareColumns(showDate(now.asOf, language), showDate(later.asOf, language))
          .map((label, index) => ({ label, number: index > 0 }))}
        rows={pairs.map(({ line, before, after }) => [lineTitle(line, language), sum(before), sum(after), more(before, after)])}
        foot={[texts.all, sum(now.total), sum(later.total), more(now.total, later.total)]}
      />
    </>
  );
}

/** Every line of either day; one that falls due only later starts from nothing. */
function pairsOf(now: Sheet, later: Sheet): { line: SheetLine; before: string; after: string }[] {
  const keyOf = (line: SheetLine) => `${line.invoiceId} ${line.dueDate}`;
  const before = new Map(now.lines.map((line) => [keyOf(line), line]));
  const after = new Map(later.lines.map((line) => [keyOf(line), line]));
  return [...new Map([...before, ...after])].map(([key, line]) => ({
    line,
    before: before.get(key)?.total ?? '0.00',
    after: after.get(key)?.total ?? '0.00',
  }));
}
