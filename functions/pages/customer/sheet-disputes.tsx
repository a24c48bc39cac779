import type { CounterClaim } from '#domain/contracts/counter-claim.ts';
import type { FrozenPart } from '#domain/contracts/counter-claim-record.ts';
import type { Sheet, SheetLine } from '#domain/contracts/sheet.ts';
import { dayInZone } from '#domain/deadlines/zone.ts';
import { decimalOf, minorOf } from '#domain/money.ts';
import { fileSize, showDay, showMoney } from '#domain/replies/format.ts';
import type { Visitor } from '../door.ts';
import { CsrfField, type Errors, Field, TextArea } from '../parts/form.tsx';
import type { Moment } from '../parts/format.ts';
import { Hash, StateMark } from '../parts/state.tsx';
import { sheetTexts } from '../texts/sheet.ts';
import { FilesField } from './claim-form.tsx';
import { lineTitle } from './sheet-lines.tsx';

/** What is frozen and what was decided. What colleagues wrote among themselves stays with us. */
export function Disputes({ counterClaim, moment }: { counterClaim: CounterClaim; moment: Moment }) {
  const texts = sheetTexts(moment.language);
  if (counterClaim.freezes.length === 0) return null;
  return (
    <section aria-labelledby="disputes">
      <h2 id="disputes">{texts.disputes}</h2>
      {counterClaim.freezes.map((part) => (
        <Dispute part={part} currency={counterClaim.sheet.currency} moment={moment} />
      ))}
    </section>
  );
}

function Dispute({ part, currency, moment: { language, zone } }: { part: FrozenPart; currency: Sheet['currency']; moment: Moment }) {
  const texts = sheetTexts(language);
  const sum = (amount: string) => showMoney(amount, currency, language);
  const { decision } = part;
  const mine = part.by === 'customer';
  const day = showDay(dayInZone(part.at, zone), language);
  return (
    <article class="card">
      <h3>{texts.disputed(part.number, sum(part.amount))}</h3>
      <p>
        <StateMark tone={decision ? 'done' : 'soon'}>{decision ? outcomeOf(part, sum, language) : texts.waits}</StateMark>
      </p>
      <p class="small muted">{(mine ? texts.byYou : texts.byUs)(day)}</p>
      {mine && <p class="message-text">{part.text}</p>}
      {mine && part.files.length > 0 && (
        <ul class="small" aria-label={texts.files}>
          {part.files.map((file) => (
            <li>
              {file.name} ({fileSize(file.size, language)}, <Hash sha256={file.sha256} />)
            </li>
          ))}
        </ul>
      )}
      {decision && (
        <>
          <p class="small muted">{texts.decidedOn(showDay(decision.day, language))}</p>
          <p class="message-text">{decision.reason}</p>
          {decision.response && <p>{texts.newTerm(showDay(decision.response.lastDay, language))}</p>}
        </>
      )}
    </article>
  );
}

function outcomeOf({ amount, decision }: FrozenPart, sum: (amount: string) => string, language: Moment['language']): string {
  const texts = sheetTexts(language);
  if (minorOf(amount) === 0n) return texts.answered;
  return minorOf(decision?.accepted ?? '0.00') > 0n ? texts.accepted(sum(decision?.accepted ?? '0.00')) : texts.rejected;
}

export type TypedDispute = { text: string; amounts: ReadonlyMap<string, string>; chosen: readonly string[] };
export const nothingTyped: TypedDispute = { text: '', amounts: new Map(), chosen: [] };

/** Which line, how much of it, why, and files: without script it is one plain form. */
export function DisputeForm({
  visitor,
  token,
  sheet,
  errors,
  typed,
}: {
  visitor: Visitor;
  token: string;
  sheet: Sheet;
  errors: Errors;
  typed: TypedDispute;
}) {
  const texts = sheetTexts(visitor.language);
  const wrong = errors.get('line');
  return (
    <form method="post" action={`/s/${token}/dispute`} class="card" enctype="multipart/form-data">
      <h2>{texts.dispute}</h2>
      <CsrfField visitor={visitor} />
      <p class="small">{texts.disputeText}</p>
      <fieldset id="f-line" class={wrong ? 'field wrong' : undefined}>
        <legend>{texts.which}</legend>
        {wrong && <p class="error-text">{wrong}</p>}
        {linesOf(sheet).map(({ line, open }) => (
          <div>
            <label class="choice">
              <input type="checkbox" name="line" value={line.invoiceId} checked={typed.chosen.includes(line.invoiceId)} />
              {lineTitle(line, visitor.language)}
            </label>
            {open > 0n ? (
              <Field
                name={`amount.${line.invoiceId}`}
                label={texts.part(showMoney(decimalOf(open), sheet.currency, visitor.language))}
                value={typed.amounts.get(line.invoiceId)}
                inputmode="decimal"
                maxlength={30}
                errors={errors}
              />
            ) : (
              <p class="hint">{texts.noPart}</p>
            )}
          </div>
        ))}
      </fieldset>
      <TextArea name="text" label={texts.why} value={typed.text} errors={errors} rows={4} maxlength={2000} />
      <FilesField visitor={visitor} uploads={[]} errors={errors} action={`/s/${token}/uploads`} />
      <button type="submit">{texts.send}</button>
    </form>
  );
}

/** A line per invoice: its parts together. */
function linesOf({ lines }: Sheet): { line: SheetLine; open: bigint }[] {
  return [...Map.groupBy(lines, ({ invoiceId }) => invoiceId).values()].flatMap((parts) => {
    const [line] = parts;
    return line ? [{ line, open: parts.reduce((sum, { principal }) => sum + minorOf(principal), 0n) }] : [];
  });
}
