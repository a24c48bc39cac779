import { CsrfField, Field, Select } from '../parts/form.tsx';
import { Flash } from '../parts/state.tsx';
import { caseTexts } from '../texts/desk.ts';
import type { CaseProps } from './case-context.ts';
import { needsWord } from './due.tsx';

/** Why somebody must look, with the form that settles it. */
export function CaseNotice(props: CaseProps) {
  const { view, moment } = props;
  const code = view.claim.needsPerson;
  if (!code) return null;
  const form = code.startsWith('account-') ? (
    <AccountForm {...props} />
  ) : code === 'step-failed' ? (
    <RestartForm {...props} />
  ) : code === 'reply-unknown' ? (
    <DeliveryForm {...props} />
  ) : (
    <SettleForm {...props} />
  );
  return (
    <Flash kind="notice">
      <div class="notice-body">
        <h2>{needsWord(code, moment.language)}</h2>
        {form}
      </div>
    </Flash>
  );
}

function AccountForm({ staff, view, rights, choice, moment, errors, typed }: CaseProps) {
  const { claim } = view;
  const texts = caseTexts(moment.language).account;
  const several = claim.candidates.length > 0;
  const accounts = choice.accounts.map((account) => ({ value: account.id as string, label: `${account.name}, ${account.country}` }));
  const nameOf = (id: string) => choice.accounts.find((account) => account.id === id)?.name ?? id;
  const contracts = choice.contracts.map((contract) => ({
    value: contract.id as string,
    label: `${contract.number}, ${nameOf(contract.accountId)}`,
  }));
  const common = { errors, value: typed.form('contract'), label: texts.contract, name: 'contract' };
  return (
    <>
      <p>{several ? texts.ambiguous : texts.unknown}</p>
      {rights.match && (
        <form method="post" action={`/desk/claims/${claim.reference}/account`}>
          <CsrfField visitor={staff} />
          <div class="row">
            <Select
              name="account"
              label={texts.account}
              value={typed.form('account')}
              empty={texts.choose}
              options={accounts}
              errors={errors}
            />
            {several ? (
              <Select {...common} empty={texts.noContract} options={contracts} />
            ) : (
              <Field {...common} hint={texts.contractHint} />
            )}
          </div>
          <button type="submit">{texts.submit}</button>
        </form>
      )}
    </>
  );
}

function RestartForm({ staff, view, rights, moment }: CaseProps) {
  const texts = caseTexts(moment.language).notice;
  return (
    <>
      <p>{texts.step}</p>
      {rights.work && (
        <form method="post" action={`/desk/claims/${view.claim.reference}/restart`}>
          <CsrfField visitor={staff} />
          <button type="submit">{texts.restart}</button>
        </form>
      )}
    </>
  );
}

/** Nobody knows whether the letter arrived: only a person can say so. */
function DeliveryForm({ staff, view, rights, moment }: CaseProps) {
  const texts = caseTexts(moment.language).notice;
  return (
    <>
      <p>{texts.texts['reply-unknown']}</p>
      {rights.work && (
        <form method="post" action={`/desk/claims/${view.claim.reference}/delivery`}>
          <CsrfField visitor={staff} />
          <fieldset>
            <legend>{texts.outcome}</legend>
            {(['sent', 'bounced'] as const).map((outcome) => (
              <label class="choice">
                <input type="radio" name="outcome" value={outcome} required />
                {texts[outcome]}
              </label>
            ))}
          </fieldset>
          <button type="submit">{texts.record}</button>
        </form>
      )}
    </>
  );
}

function SettleForm({ staff, view, rights, moment, errors, typed }: CaseProps) {
  const texts = caseTexts(moment.language).notice;
  const text = texts.texts[view.claim.needsPerson ?? ''];
  return (
    <>
      {text && <p>{text}</p>}
      {rights.work && (
        <form method="post" action={`/desk/claims/${view.claim.reference}/settle`}>
          <CsrfField visitor={staff} />
          <Field name="note" label={texts.note} value={typed.form('note')} errors={errors} maxlength={500} />
          <button type="submit">{texts.settle}</button>
        </form>
      )}
    </>
  );
}
