import { amend } from '#domain/contracts/amend.ts';
import { breachId, breachNumber } from '#domain/contracts/breach-number.ts';
import { contractRow } from '#domain/contracts/contract-row.ts';
import type { Contract } from '#domain/contracts/facts.ts';
import { termsOfRow } from '#domain/contracts/terms-of-row.ts';
import type { ContractId } from '#domain/ids.ts';
import { keys } from '#stores/keys.ts';
import type { Deps } from './deps.ts';
import { type Done, parsed, putRow, rowError, stableId } from './put-row.ts';

/** A row of a contract, or of an amendment to it. `who`: the actor's name and the instant. Throws Refusal('invalid') with the wrong columns. */
export async function importContract(deps: Deps, who: { by: string; at: string }, raw: unknown): Promise<Done> {
  const row = parsed(contractRow, raw);
  const account = await deps.stores.accounts.account(row.account);
  if (!account) throw rowError('account', 'unknown');
  const known = await deps.stores.accounts.lookup('contract', row.number);
  const others = known.filter((target) => !target.startsWith(`${account.id}#`));
  if (others.length > 0 && !row.id) throw rowError('number', 'taken');
  const mine = known.find((target) => target.startsWith(`${account.id}#`))?.split('#')[1];
  const id = (row.id ?? mine ?? stableId('ct', account.id, row.number)) as ContractId;
  const { number, currency, signedOn, amendment, validFrom } = row;
  const entry = { id, accountId: account.id, number, currency, signedOn, amendment, validFrom, terms: termsOfRow(row, account), ...who };
  const volume = breachNumber('minimum_volume', id);
  return putRow<Contract>(
    deps,
    {
      key: keys.contract(account.id, id),
      value: (before) => amend(before === undefined ? undefined : deps.stores.accounts.contractOf(before), entry),
      account,
      id,
    },
    (contract, v) => [
      ...deps.stores.accounts.contractWrites(contract, v),
      deps.stores.accounts.breachNumberWrite(volume, account.id, id, breachId(volume)),
    ],
  );
}
