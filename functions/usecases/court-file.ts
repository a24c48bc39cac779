import type { Actor } from '#domain/actor.ts';
import type { CounterClaim } from '#domain/contracts/counter-claim.ts';
import type { FrozenFile } from '#domain/contracts/counter-claim-record.ts';
import { sheetOf } from '#domain/contracts/covered-sheet.ts';
import type { AccountRecord, Book, Contract } from '#domain/contracts/facts.ts';
import { type LedgerRow, ledgerRows } from '#domain/contracts/ledger-rows.ts';
import { type Limitation, limitationOf } from '#domain/contracts/limitation.ts';
import type { Sheet } from '#domain/contracts/sheet.ts';
import type { OutMail } from '#stores/mail-store.ts';
import type { Self } from './authorise.ts';
import { booksFor } from './counter-claim-books.ts';
import { counterClaimFor } from './counter-claim-for.ts';
import type { Deps } from './deps.ts';

/** Files of disputes go into the ZIP while together they stay under this; larger ones are named in its list and offered one by one. */
const mostBytes = 64 * 1024 * 1024;

export type EvidenceFile = FrozenFile & { number: string; freeze: string; inside: boolean };
export type CourtFile = {
  self: Self;
  counterClaim: CounterClaim;
  account: AccountRecord;
  contract: Contract;
  /** As of today. */
  sheet: Sheet;
  limitation: Limitation | undefined;
  ledger: readonly LedgerRow[];
  mails: readonly OutMail[];
  evidence: readonly EvidenceFile[];
  book: Book;
};

/** All that a court asks for, for legal alone. */
export async function viewCourtFile(deps: Deps, actor: Actor, id: string): Promise<CourtFile> {
  const { counterClaim, self } = await counterClaimFor(deps, actor, 'court-file.read', id);
  const books = await booksFor(deps, counterClaim);
  const { account, contract, book } = books;
  const sheet = sheetOf(counterClaim, books);
  const law = await deps.stores.law.current();
  const ids = [...counterClaim.letters.map(({ mailId }) => mailId), ...counterClaim.freezes.map(({ decision }) => decision?.mailId)];
  const mails = await Promise.all(ids.flatMap((mailId) => (mailId ? [deps.stores.mails.out(mailId)] : [])));
  return {
    self,
    counterClaim,
    account,
    contract,
    sheet,
    limitation: limitationOf({ law, sheet, account, contract }),
    ledger: ledgerRows(counterClaim, book),
    mails: mails.filter((mail) => mail !== undefined),
    evidence: evidenceOf(counterClaim),
    book,
  };
}

function evidenceOf({ freezes }: CounterClaim): EvidenceFile[] {
  let total = 0;
  return freezes.flatMap(({ id, number, files }) =>
    files.map((file) => {
      const inside = total + file.size <= mostBytes;
      if (inside) total += file.size;
      return { ...file, number, freeze: id, inside };
    }),
  );
}
