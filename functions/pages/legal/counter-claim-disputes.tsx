import type { FrozenPart } from '#domain/contracts/counter-claim-record.ts';
import { openStates } from '#domain/contracts/counter-claim-record.ts';
import { minorOf } from '#domain/money.ts';
import { may, ownershipOf } from '#domain/policy.ts';
import { fileSize, showDay, showInstant, showMoney } from '#domain/replies/format.ts';
import { subjectOf } from '#usecases/authorise.ts';
import { lineTitle } from '../customer/sheet-lines.tsx';
import { CsrfField, Field, HiddenField, Select, TextArea } from '../parts/form.tsx';
import { Hash, StateMark } from '../parts/state.tsx';
import { counterClaimsTexts } from '../texts/counter-claims.ts';
import type { CounterClaimProps } from './counter-claim-page.tsx';

const mayDo = ({ view: { self, counterClaim } }: CounterClaimProps, action: 'counter-claim.decide' | 'counter-claim.freeze'): boolean => {
  const { id, department, roles } = self.person;
  return may(roles, action, ownershipOf({ id, department, standsInFor: self.standsInFor }, subjectOf(counterClaim, self.company)));
};

/** Each disputed part with its text and files, and what was decided; legal decides here. */
export function DisputedParts(props: CounterClaimProps) {
  const { view, moment } = props;
  const texts = counterClaimsTexts(moment.language).dispute;
  const { freezes, dispute, sheet } = view.counterClaim;
  if (freezes.length === 0 && !dispute) return null;
  return (
    <section aria-labelledby="dispute-title">
      <h2 id="dispute-title">{texts.title}</h2>
      {freezes.map((part) => (
        <Part {...props} part={part} />
      ))}
      {dispute && (
        <article class="letter customer">
          <p class="letter-head muted small">
            {texts.old}, {showInstant(dispute.at, moment.zone, moment.language)}
          </p>
          <p class="message-text">{dispute.text}</p>
          <p class="small muted">{dispute.lines.map((id) => sheet.lines.find((line) => line.invoiceId === id)?.number ?? id).join(', ')}</p>
        </article>
      )}
    </section>
  );
}

function Part(props: CounterClaimProps & { part: FrozenPart }) {
  const { part, view, names, moment } = props;
  const { language, zone } = moment;
  const texts = counterClaimsTexts(language).dispute;
  const { currency } = view.counterClaim.sheet;
  const { decision } = part;
  const who = part.by === 'customer' ? texts.customer : names(part.by.slice('person:'.length));
  return (
    <article class={part.by === 'customer' ? 'letter customer' : 'letter'}>
      <p class="letter-head muted small">{texts.by(who, showInstant(part.at, zone, language))}</p>
      <h3>
        {minorOf(part.amount) === 0n
          ? `${part.number}: ${texts.noted}`
          : texts.amount(part.number, showMoney(part.amount, currency, language))}
      </h3>
      <p class="message-text">{part.text}</p>
      {part.files.length > 0 && (
        <ul class="small" aria-label={texts.files}>
          {part.files.map((file) => (
            <li>
              <a href={`/counter-claims/${view.counterClaim.id}/files/${file.sha256}`}>{file.name}</a> ({fileSize(file.size, language)},{' '}
              <Hash sha256={file.sha256} />)
            </li>
          ))}
        </ul>
      )}
      <p>
        <StateMark tone={decision ? 'done' : 'soon'}>{decision ? texts.decidedMark : texts.waits}</StateMark>
        {decision && ` ${texts.decided(showMoney(decision.accepted, currency, language), showDay(decision.day, language))}`}
      </p>
      {decision && (
        <>
          <p class="message-text">{decision.reason}</p>
          <p class="small muted">
            <a href={`/counter-claims/${view.counterClaim.id}/letters/${decision.letter.outgoingNumber}`}>
              {texts.letter} № {decision.letter.outgoingNumber}
            </a>
            {decision.response && ` · ${texts.response(showDay(decision.response.lastDay, language))}`}
          </p>
        </>
      )}
      {!decision && mayDo(props, 'counter-claim.decide') && <Decide {...props} />}
    </article>
  );
}

/** The typed values belong to one part only: the one whose form was sent. */
function Decide({ staff, view, moment, part, errors, typed }: CounterClaimProps & { part: FrozenPart }) {
  const texts = counterClaimsTexts(moment.language).dispute;
  const mine = typed('freeze') === part.id;
  const wrong = mine ? errors : new Map();
  return (
    <details open={mine}>
      <summary>{texts.decide}</summary>
      <form method="post" action={`/counter-claims/${view.counterClaim.id}/decide`}>
        <CsrfField visitor={staff} />
        <HiddenField name="freeze" value={part.id} />
        <p class="small">{texts.decideText}</p>
        <Field
          name="accepted"
          label={texts.accepted(showMoney(part.amount, view.counterClaim.sheet.currency, moment.language))}
          value={mine ? typed('accepted') : undefined}
          inputmode="decimal"
          maxlength={30}
          errors={wrong}
          required
        />
        <TextArea
          name="decision"
          label={texts.reason}
          value={mine ? typed('decision') : undefined}
          rows={3}
          maxlength={2000}
          errors={wrong}
          required
        />
        <button type="submit">{texts.submit}</button>
      </form>
    </details>
  );
}

/** The manager, the head or legal takes a part out, with a reason. */
export function FreezeForm(props: CounterClaimProps) {
  const { staff, view, moment, errors, typed } = props;
  const { counterClaim } = view;
  if (!openStates.includes(counterClaim.state) || !mayDo(props, 'counter-claim.freeze') || counterClaim.sheet.lines.length === 0)
    return null;
  const texts = counterClaimsTexts(moment.language).dispute;
  const lines = [...new Map(counterClaim.sheet.lines.map((line) => [line.invoiceId, line])).values()];
  return (
    <details class="card" open={errors.has('line') || errors.has('part') || errors.has('text')}>
      <summary>{texts.freeze}</summary>
      <form method="post" action={`/counter-claims/${counterClaim.id}/freeze`}>
        <CsrfField visitor={staff} />
        <p class="small">{texts.freezeText}</p>
        <Select
          name="line"
          label={texts.line}
          value={typed('line')}
          options={lines.map((line) => ({ value: line.invoiceId, label: lineTitle(line, moment.language) }))}
          errors={errors}
        />
        <Field name="part" label={texts.part} value={typed('part')} inputmode="decimal" maxlength={30} errors={errors} />
        <TextArea name="text" label={texts.why} value={typed('text')} rows={3} maxlength={2000} errors={errors} required />
        <button type="submit">{texts.freezeSubmit}</button>
      </form>
    </details>
  );
}
