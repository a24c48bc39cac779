import { stepOf } from '#domain/contracts/ladder.ts';
import { dayInZone, instantOf } from '#domain/deadlines/zone.ts';
import { may, ownershipOf } from '#domain/policy.ts';
import { showInstant, showMoney } from '#domain/replies/format.ts';
import { subjectOf } from '#usecases/authorise.ts';
import { CsrfField, Field, HiddenField, Select } from '../parts/form.tsx';
import { Flash } from '../parts/state.tsx';
import { counterClaimsTexts } from '../texts/counter-claims.ts';
import { legalTexts } from '../texts/desk.ts';
import type { CounterClaimProps } from './counter-claim-page.tsx';

const withdrawable = ['proposed', 'held', 'sent', 'disputed', 'expired'];

/** What can be decided now: the manager holds, legal approves or withdraws. */
export function CounterClaimForms(props: CounterClaimProps) {
  const { self, counterClaim } = props.view;
  const { id, department, roles } = self.person;
  const ownership = ownershipOf({ id, department, standsInFor: self.standsInFor }, subjectOf(counterClaim, self.company));
  const holds = may(roles, 'counter-claim.hold', ownership);
  const decides = may(roles, 'counter-claim.decide', ownership);
  const posts = may(roles, 'counter-claim.post', ownership);
  const { state } = counterClaim;
  return (
    <>
      {state === 'held' && <Held {...props} holds={holds} />}
      {posts && counterClaim.delivery === 'to-post' && <Posting {...props} />}
      {decides && state === 'proposed' && <Approve {...props} />}
      {holds && (state === 'proposed' || state === 'held') && <Hold {...props} />}
      {decides && withdrawable.includes(state) && <Withdraw {...props} />}
    </>
  );
}

/** Binds the approval to the sheet that is on the screen. */
function Approve({ staff, view, moment }: CounterClaimProps) {
  const { id, sheet, ladder, rung } = view.counterClaim;
  const { language } = moment;
  const texts = legalTexts(language).counterClaim;
  const words = counterClaimsTexts(language).approve;
  const step = stepOf(ladder, rung);
  return (
    <form method="post" action={`/counter-claims/${id}/approve`} class="card">
      <h2>{words.which(counterClaimsTexts(language).rungs[rung])}</h2>
      <CsrfField visitor={staff} />
      <HiddenField name="fingerprint" value={sheet.fingerprint} />
      <p class="small">{texts.approveText}</p>
      {step.fee !== undefined && <p class="small">{words.fee(showMoney(step.fee, sheet.currency, language))}</p>}
      <Select
        name="channel"
        label={words.channel}
        value={step.channel ?? 'email'}
        options={(['email', 'post'] as const).map((value) => ({ value, label: words.channels[value] }))}
      />
      <button type="submit" class="primary" data-key="approve">
        {texts.approveSubmit(showMoney(sheet.total, sheet.currency, language))}
      </button>
    </form>
  );
}

/** The letter is printed and posted by hand: number and day are recorded, and the term runs from that day. */
function Posting({ staff, view, moment, errors, typed }: CounterClaimProps) {
  const texts = counterClaimsTexts(moment.language).post;
  return (
    <form method="post" action={`/counter-claims/${view.counterClaim.id}/posted`} class="card">
      <h2>{texts.title}</h2>
      <CsrfField visitor={staff} />
      <p class="small">{texts.text}</p>
      <Field name="postNumber" label={texts.number} value={typed('postNumber')} errors={errors} maxlength={60} required />
      <Field
        name="postDate"
        type="date"
        label={texts.date}
        value={typed('postDate') ?? dayInZone(instantOf(moment.now), moment.zone)}
        errors={errors}
        required
      />
      <button type="submit" class="primary">
        {texts.submit}
      </button>
    </form>
  );
}

function Held({ staff, view, names, moment, holds }: CounterClaimProps & { holds: boolean }) {
  const { id, hold } = view.counterClaim;
  const texts = legalTexts(moment.language).counterClaim;
  if (!hold) return null;
  return (
    <Flash kind="notice">
      <div class="notice-body">
        <strong>{texts.heldBy(names(hold.by), showInstant(hold.until, moment.zone, moment.language))}</strong>
        <p class="message-text">{hold.reason}</p>
        {holds && (
          <form method="post" action={`/counter-claims/${id}/end-hold`}>
            <CsrfField visitor={staff} />
            <button type="submit" class="compact">
              {texts.endHold}
            </button>
          </form>
        )}
      </div>
    </Flash>
  );
}

function Hold({ staff, view, moment, errors, typed }: CounterClaimProps) {
  const texts = legalTexts(moment.language).counterClaim;
  return (
    <details class="card" open={errors.has('reason') || errors.has('days')}>
      <summary>{texts.hold}</summary>
      <form method="post" action={`/counter-claims/${view.counterClaim.id}/hold`}>
        <CsrfField visitor={staff} />
        <Field name="reason" label={texts.holdReason} value={typed('reason')} errors={errors} maxlength={500} />
        <Field name="days" label={texts.holdDays} type="number" min="1" max="30" value={typed('days') ?? '7'} errors={errors} />
        <button type="submit">{texts.holdSubmit}</button>
      </form>
    </details>
  );
}

function Withdraw({ staff, view, moment, errors, typed }: CounterClaimProps) {
  const texts = legalTexts(moment.language).counterClaim;
  return (
    <details class="card" open={errors.has('because')}>
      <summary>{texts.withdraw}</summary>
      <form method="post" action={`/counter-claims/${view.counterClaim.id}/withdraw`}>
        <CsrfField visitor={staff} />
        <Field name="because" label={texts.because} value={typed('because')} errors={errors} maxlength={500} />
        <button type="submit" class="danger">
          {texts.withdrawSubmit}
        </button>
      </form>
    </details>
  );
}
