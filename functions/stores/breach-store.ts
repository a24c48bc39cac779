import * as z from 'zod';
import type { DecidedBreach } from '#domain/contracts/breach-decision.ts';
import type { AccountId, ContractId, PersonId } from '#domain/ids.ts';
import type { Currency } from '#domain/money.ts';
import type { Table } from '#usecases/ports.ts';
import { keys } from './keys.ts';
import { parseAll, read, shaped } from './rows.ts';

/** What was found on one contract by the looks of one legal day, the last one counts. */
export type FoundBreaches = {
  day: string;
  /** Instant of the last look. */
  at: string;
  accountId: AccountId;
  accountName: string;
  manager: PersonId;
  contractId: ContractId;
  contractNumber: string;
  currency: Currency;
  breaches: readonly DecidedBreach[];
  /** Breaches and evidence beyond what one row holds. */
  left: number;
};

const foundSchema = shaped<FoundBreaches>({
  day: z.string(),
  accountId: z.string(),
  contractId: z.string(),
  breaches: z.array(shaped({ id: z.string(), kind: z.string(), decision: z.string() })),
});
const mostBreaches = 150;
const mostEvidence = 12;

export function breachStore(table: Table) {
  return {
    async of(day: string, account: string, contract: string): Promise<FoundBreaches | undefined> {
      return (await read(table, keys.breaches(day, account, contract), foundSchema))?.value;
    },
    /** Overwrites what an earlier look of the day found. */
    async save(found: Omit<FoundBreaches, 'left'>): Promise<void> {
      const breaches = found.breaches
        .slice(0, mostBreaches)
        .map((breach) => ({ ...breach, evidence: breach.evidence.slice(0, mostEvidence) }));
      const body: FoundBreaches = { ...found, breaches, left: found.breaches.length - breaches.length };
      await table.transact([{ put: { ...keys.breaches(found.day, found.accountId, found.contractId), v: 1, body }, expect: 'any' }]);
    },
    async onDay(day: string, limit: number, cursor?: string): Promise<{ found: FoundBreaches[]; cursor?: string | undefined }> {
      const page = await table.query({ pk: `BR#${day}`, limit, cursor });
      return { found: parseAll(page.items, foundSchema), cursor: page.cursor };
    },
  };
}
