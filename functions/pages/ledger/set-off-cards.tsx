import type { SetOffProposal } from '#domain/contracts/set-off.ts';
import { CsrfField, Field, HiddenField } from '../parts/form.tsx';
import { ledgerTexts } from '../texts/ledger.ts';
import type { LedgerProps } from './ledger-page.tsx';
import { SetOffText } from './set-off-text.tsx';

/** Per contract what can be set off today, on which ground, and why not. */
export function SetOffs(props: LedgerProps) {
  const { view, moment } = props;
  const texts = ledgerTexts(moment.language).setOff;
  if (view.setOffs.length === 0) return null;
  return (
    <section aria-labelledby="set-off-title">
      <h2 id="set-off-title">{texts.title}</h2>
      <p class="muted">{texts.lead}</p>
      {view.setOffs.map((proposal) => (
        <div class="card">
          <SetOffText proposal={proposal} moment={moment} />
          {waitingFor(proposal, props) ? (
            <p>
              <a href={`/settlements/${waitingFor(proposal, props)}`}>{texts.waits}</a>
            </p>
          ) : (
            proposal.possible && view.mayPropose && <ProposeForm proposal={proposal} {...props} />
          )}
        </div>
      ))}
    </section>
  );
}

const waitingFor = ({ contractId }: SetOffProposal, { view }: LedgerProps): string | undefined =>
  view.facts.settlements.find(
    (settlement) => settlement.state === 'proposed' && settlement.terms.kind === 'set_off' && settlement.contractId === contractId,
  )?.id;

function ProposeForm({ proposal, staff, view, moment, errors, typed, formKey }: LedgerProps & { proposal: SetOffProposal }) {
  const texts = ledgerTexts(moment.language);
  const name = `set_off-${proposal.contractId}`;
  return (
    <form method="post" action={`/customers/${view.facts.book.account.id}/settlements`}>
      <CsrfField visitor={staff} />
      <HiddenField name="kind" value="set_off" />
      <HiddenField name="key" value={formKey} />
      <HiddenField name="contract" value={proposal.contractId} />
      <Field name={`${name}.amount`} label={texts.setOff.most} inputmode="decimal" value={typed(`${name}.amount`)} errors={errors} />
      <button type="submit" class="primary">
        {texts.setOff.propose}
      </button>
    </form>
  );
}
