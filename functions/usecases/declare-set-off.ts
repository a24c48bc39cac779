import { Refusal } from '#domain/errors.ts';
import type { MailId, SettlementId } from '#domain/ids.ts';
import { setOffMail } from '#domain/replies/set-off-mail.ts';
import type { Deps } from './deps.ts';
import { sendOnce } from './send-mail.ts';

export const declarationOf = (id: SettlementId): MailId => `set-off-${id}` as MailId;

/** Tells the customer of a booked set-off, at most once: by the notice address of the contract, in the thread of the first claim that it meets. */
export async function declareSetOff(deps: Deps, { settlement: id }: { settlement: SettlementId }): Promise<void> {
  const settlement = await deps.stores.settlements.load(id);
  if (!settlement) throw new Refusal('not-found');
  const { accountId, contractId, terms, state } = settlement;
  if (terms.kind !== 'set_off' || state !== 'booked' || !contractId) return;
  const { accounts } = deps.stores;
  const [account, contract] = await Promise.all([accounts.account(accountId), accounts.contract(accountId, contractId)]);
  if (!account || !contract) throw new Refusal('data-missing');
  await sendOnce(deps, {
    id: declarationOf(id),
    kind: 'notice',
    subject: id,
    to: { name: account.name, address: contract.terms.noticeEmail ?? account.email },
    thread: { reference: terms.pairs[0]?.reference },
    content: async () => ({
      ...setOffMail({ settlement, account, contractNumber: contract.number, company: deps.config.company }),
      attachments: [],
    }),
  });
}
