import type { Language } from '#domain/claims/claim.ts';
import type { CounterClaim } from '#domain/contracts/counter-claim.ts';
import type { SheetLine } from '#domain/contracts/sheet.ts';
import { showDay } from '#domain/deadlines/explain.ts';
import { type Currency, minorOf } from '#domain/money.ts';
import { showMoney } from '#domain/replies/format.ts';
import { limitOf, rateOf } from '#domain/replies/sheet-tables.ts';
import type { Visitor } from '../door.ts';
import { CsrfField, ErrorSummary, type Errors, noErrors, TextArea } from '../parts/form.tsx';
import { dateWithDistance, type Moment } from '../parts/format.ts';
import { Page } from '../parts/layout.tsx';
import { DefinitionList, StateMark, Table, type Tone } from '../parts/state.tsx';
import { customerTexts } from '../texts/customer.ts';
import { t } from '../texts/texts.ts';

export type SheetProps = {
  visitor: Visitor;
  counterClaim: CounterClaim;
  letterUrl?: string | undefined;
  token: string;
  moment: Moment;
  disputed?: boolean;
  errors?: Errors;
  typed?: string;
};

/** The open calculation: every row with what it rests on, and the way to dispute it. */
export function SheetPage({ visitor, counterClaim, letterUrl, token, moment, disputed = false, errors = noErrors, typed }: SheetProps) {
  const texts = customerTexts(visitor.language).sheet;
  const { sheet, state, response } = counterClaim;
  const term = response && dateWithDistance(response.lastDay, moment);
  const [tone, word] = stateOf(state, visitor.language);
  return (
    <Page title={texts.title(counterClaim.contractNumber)} visitor={visitor} flash={disputed ? texts.disputed : undefined}>
      <ErrorSummary errors={errors} title={t(visitor.language).form.problem} />
      <h1>{texts.title(counterClaim.contractNumber)}</h1>
      <p>{texts.lead}</p>
      <p>
        <StateMark tone={tone}>{word}</StateMark>
      </p>
      <DefinitionList
        items={[
          [texts.total, <span class="reference">{showMoney(sheet.total, sheet.currency, visitor.language)}</span>],
          [texts.asOf('').trim(), showDay(sheet.asOf, visitor.language)],
          term && [texts.until, `${term.text} (${term.distance})`],
          letterUrl ? [counterClaim.letter?.outgoingNumber ?? '', <a href={letterUrl}>{texts.letter}</a>] : undefined,
        ]}
      />
      {sheet.provisional && <p class="flash notice">{texts.provisional}</p>}
      <h2>{texts.lines}</h2>
      {sheet.lines.map((line) => (
        <SheetLineCard line={line} currency={sheet.currency} language={visitor.language} />
      ))}
      <p>{texts.pay}</p>
      <details>
        <summary>{texts.sources}</summary>
        <ul class="small">
          {sheet.sources.map((source) => (
            <li>{source.replace(/ \([^()]*\)$/, '')}</li>
          ))}
        </ul>
      </details>
      {(state === 'sent' || state === 'expired') && (
        <form method="post" action={`/s/${token}/dispute`} class="card">
          <h2>{texts.dispute}</h2>
          <CsrfField visitor={visitor} />
          <fieldset>
            <legend>{texts.which}</legend>
            {sheet.lines.map((line) => (
              <label class="choice">
                <input type="checkbox" name="line" value={line.invoiceId} />
                {texts.invoice(line.number, showDay(line.dueDate, visitor.language))}
              </label>
            ))}
          </fieldset>
          <TextArea name="text" label={texts.why} value={typed} errors={errors} rows={4} />
          <button type="submit">{texts.send}</button>
        </form>
      )}
    </Page>
  );
}

/** One invoice of the sheet with its rows; the desk shows the same. */
export function SheetLineCard({ line, currency, language }: { line: SheetLine; currency: Currency; language: Language }) {
  const texts = customerTexts(language).sheet;
  const sum = (amount: string) => showMoney(amount, currency, language);
  const limit = limitOf(line, language);
  return (
    <div class="card">
      <h3>{texts.invoice(line.number, showDay(line.dueDate, language))}</h3>
      {line.rows.length > 0 && (
        <Table
          caption={line.number}
          hideCaption
          columns={texts.columns.map((label, index) => ({ label, number: index > 1 }))}
          rows={line.rows.map((row) => [
            showDay(row.from, language),
            showDay(row.to, language),
            String(row.days),
            sum(row.base),
            rateOf(row, language),
            sum(row.amount),
          ])}
        />
      )}
      <DefinitionList
        items={[
          [texts.principal, sum(line.principal)],
          [texts.interest, limit ? `${sum(line.interest)} (${limit})` : sum(line.interest)],
          minorOf(line.fixedSum) > 0n ? [texts.fixedSum, sum(line.fixedSum)] : undefined,
          minorOf(line.paidOnTop) > 0n ? [texts.paidOnTop, sum(`-${line.paidOnTop}`)] : undefined,
          [texts.lineTotal, <strong>{sum(line.total)}</strong>],
          [texts.ground, line.ground[language]],
        ]}
      />
    </div>
  );
}

function stateOf(state: CounterClaim['state'], language: Language): [Tone, string] {
  const { states } = customerTexts(language).sheet;
  if (state === 'sent') return ['waiting', states.sent];
  if (state === 'disputed') return ['soon', states.disputed];
  if (state === 'paid') return ['done', states.paid];
  if (state === 'expired') return ['overdue', states.expired];
  if (state === 'withdrawn') return ['neutral', states.withdrawn];
  return ['waiting', states.other];
}
