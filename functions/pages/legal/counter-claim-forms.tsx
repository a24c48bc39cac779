import { may, ownershipOf } from '#domain/policy.ts';
import { showInstant, showMoney } from '#domain/replies/format.ts';
import { subjectOf } from '#usecases/authorise.ts';
import { CsrfField, Field, HiddenField } from '../parts/form.tsx';
import { Flash } from '../parts/state.tsx';
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
  const { state } = counterClaim;
  return (
    <>
      {state === 'held' && <Held {...props} holds={holds} />}
      {decides && state === 'proposed' && <Approve {...props} />}
      {holds && (state === 'proposed' || state === 'held') && <Hold {...props} />}
      {decides && withdrawable.includes(state) && <Withdraw {...props} />}
    </>
  );
}

/** Binds the approval to the sheet that is on the screen. */
function Approve({ staff, view, moment }: CounterClaimProps) {
  const { id, sheet } = view.counterClaim;
  const texts = legalTexts(moment.language).counterClaim;
  return (
    <form method="post" action={`/counter-claims/${id}/approve`} class="card">
      <h2>{texts.approve}</h2>
      <CsrfField visitor={staff} />
      <HiddenField name="fingerprint" value={sheet.fingerprint} />
      <p class="small">{texts.approveText}</p>
      <button type="submit" class="primary" data-key="approve">
        {texts.approveSubmit(showMoney(sheet.total, sheet.currency, moment.language))}
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
