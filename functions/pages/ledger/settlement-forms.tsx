import { totalOf } from '#domain/contracts/settlement.ts';
import { showMoney } from '#domain/replies/format.ts';
import { CsrfField, Field, HiddenField, Select } from '../parts/form.tsx';
import { ledgerTexts } from '../texts/ledger.ts';
import type { SettlementProps } from './settlement-page.tsx';

/** What can be decided now, by whom the policy allows. */
export function SettlementForms(props: SettlementProps) {
  const { settlement, can, self } = props.view;
  const own = settlement.proposedBy === self.person.id;
  const texts = ledgerTexts(props.moment.language).settlement;
  const { state } = settlement;
  return (
    <>
      {state === 'proposed' && can.approve && (own ? <p class="muted">{texts.own}</p> : <Approve {...props} />)}
      {state === 'proposed' && can.approve && !own && <Because what="refuse" {...props} />}
      {(state === 'proposed' || state === 'running') && can.cancel && <Because what="cancel" {...props} />}
      {state === 'running' && can.approve && <Record {...props} />}
    </>
  );
}

/** Binds the approval to the numbers that are on the screen. */
function Approve({ staff, view, moment }: SettlementProps) {
  const { settlement } = view;
  const texts = ledgerTexts(moment.language).settlement;
  return (
    <form method="post" action={`/settlements/${settlement.id}/approve`} class="card">
      <h2>{texts.approve}</h2>
      <CsrfField visitor={staff} />
      <HiddenField name="fingerprint" value={settlement.fingerprint} />
      <p class="small">{texts.approveText}</p>
      <button type="submit" class="primary" data-key="approve">
        {texts.approveSubmit(showMoney(totalOf(settlement), settlement.currency, moment.language))}
      </button>
    </form>
  );
}

function Because({ what, staff, view, moment, errors, typed }: SettlementProps & { what: 'refuse' | 'cancel' }) {
  const texts = ledgerTexts(moment.language).settlement;
  const name = `${what}.because`;
  return (
    <details class="card" open={errors.has(name)}>
      <summary>{texts[what]}</summary>
      <form method="post" action={`/settlements/${view.settlement.id}/${what}`}>
        <CsrfField visitor={staff} />
        <Field name={name} label={texts.because} value={typed(name)} errors={errors} maxlength={500} />
        <button type="submit" class="danger">
          {what === 'refuse' ? texts.refuseSubmit : texts.cancelSubmit}
        </button>
      </form>
    </details>
  );
}

function Record({ staff, view, moment, errors, typed }: SettlementProps) {
  const texts = ledgerTexts(moment.language).plans;
  const open = view.standings.filter(({ standing }) => standing !== 'paid');
  return (
    <details class="card" open={errors.has('record.day')}>
      <summary>{texts.record}</summary>
      <form method="post" action={`/settlements/${view.settlement.id}/instalments`}>
        <CsrfField visitor={staff} />
        <Select
          name="record.number"
          label={texts.number}
          value={typed('record.number')}
          options={open.map(({ number }) => ({ value: String(number), label: String(number) }))}
        />
        <Field name="record.day" label={texts.day} type="date" max={view.today} value={typed('record.day') ?? view.today} errors={errors} />
        <button type="submit">{texts.recordSubmit}</button>
      </form>
    </details>
  );
}
