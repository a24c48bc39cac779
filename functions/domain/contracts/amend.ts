import { canonical } from '#domain/chain.ts';
import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import { Refusal } from '#domain/errors.ts';
import type { Contract, ContractVersion } from './facts.ts';
import type { ContractTerms } from './terms.ts';

/** What one row of a contract says: the contract itself, or (with a title) an amendment of it. `by` and `at`: who entered it, and the instant. */
export type Entry = Pick<Contract, 'id' | 'accountId' | 'number' | 'currency'> & {
  signedOn?: LegalDay | undefined;
  amendment?: string | undefined;
  validFrom?: LegalDay | undefined;
  terms: ContractTerms;
  by: string;
  at: string;
};

/**
 * The contract after the entry; the same object when nothing changes. Without a title the entry is the contract itself, version 1; with one it adds the amendment
 * of that title, or corrects it. Amendments stand in the order of their days, so that the order of entries does not matter. Refuses ('invalid') an amendment
 * of an unknown contract, one from before the contract, and another currency.
 */
export function amend(before: Contract | undefined, entry: Entry): Contract {
  const [base, ...amendments] = versionsOf(before);
  if (entry.amendment === undefined) {
    const signedOn = entry.signedOn ?? before?.signedOn ?? '';
    const first = keep(base, { ...stamp(entry), validFrom: entry.validFrom ?? signedOn, title: contractTitle });
    return settled(before, { ...entry, signedOn }, [first, ...amendments]);
  }
  if (!before || !base) throw wrong('number', 'unknown');
  if (entry.currency !== before.currency) throw wrong('currency', 'other-currency');
  const title = entry.amendment.normalize('NFC');
  const known = amendments.find((version) => sameTitle(version.title, title));
  const next = keep(known, { ...stamp(entry), validFrom: entry.validFrom ?? '', title });
  return settled(before, { ...before, signedOn: before.signedOn }, [base, ...amendments.filter((version) => version !== known), next]);
}

export const contractTitle = 'Contract';
const sameTitle = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
const wrong = (path: string, code: string) => new Refusal('invalid', undefined, [{ path, code }]);
const stamp = ({ terms, by, at }: Entry) => ({ version: 1, terms, by, at });

/** Rows from before there were versions: nobody wrote down who entered them, or when. */
export function versionsOf(contract: Contract | undefined): readonly ContractVersion[] {
  if (!contract) return [];
  const { versions, signedOn, terms } = contract;
  return versions?.length ? versions : [{ version: 1, validFrom: signedOn, title: contractTitle, terms, by: '', at: '' }];
}

/** The version as it was when the new one says the same: who and when stay those of the first entry. */
const keep = (before: ContractVersion | undefined, next: ContractVersion): ContractVersion =>
  before && content(before) === content(next) ? before : next;
const content = ({ validFrom, title, terms }: ContractVersion): string =>
  canonical({ validFrom, title: title.toLowerCase(), terms: withoutGaps(terms) });
/** Clauses that are all left out are no clauses. */
const withoutGaps = ({ clauses, ...terms }: ContractTerms) => ({ ...terms, clauses: clauses ?? {} });

type Head = Pick<Contract, 'id' | 'accountId' | 'number' | 'signedOn' | 'currency'>;
function settled(before: Contract | undefined, head: Head, [base, ...amendments]: readonly ContractVersion[]): Contract {
  if (!base) throw new Error('a contract has a first version');
  if (amendments.some(({ validFrom }) => validFrom < base.validFrom)) throw wrong('validFrom', 'date-order');
  const rank = ({ validFrom, title }: ContractVersion) => `${validFrom} ${title.toLowerCase()}`;
  const versions = [base, ...amendments.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1))].map((version, index) => ({
    ...version,
    version: index + 1,
  }));
  const { id, accountId, number, signedOn, currency } = head;
  const after: Contract = { id, accountId, number, signedOn, currency, terms: (versions.at(-1) ?? base).terms, versions };
  const plain = (contract: Contract) => canonical({ ...contract, versions: versionsOf(contract) });
  return before && plain(before) === plain(after) ? before : after;
}
