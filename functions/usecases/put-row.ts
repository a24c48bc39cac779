import { canonical, sha256 } from '#domain/chain.ts';
import { fieldErrors } from '#domain/claims/submission.ts';
import type { AccountRecord } from '#domain/contracts/facts.ts';
import { Refusal } from '#domain/errors.ts';
import { type Deps, today } from './deps.ts';
import { ConditionFailed, type Key, type Write } from './ports.ts';

export type Done = { status: 'accepted' | 'unchanged'; id: string; account: string };

/** One wrong column of a row. */
export const rowError = (path: string, code: string) => new Refusal('invalid', undefined, [{ path, code }]);

type Parsed<T> = { success: true; data: T } | { success: false; error: Parameters<typeof fieldErrors>[0] };
export function parsed<T>(schema: { safeParse: (raw: unknown) => Parsed<T> }, raw: unknown): T {
  const result = schema.safeParse(raw);
  if (!result.success) throw new Refusal('invalid', undefined, fieldErrors(result.error));
  return result.data;
}

/** The same thing named again gives the same id. */
export const stableId = (prefix: string, ...parts: string[]): string =>
  `${prefix}-${sha256(parts.map((part) => part.normalize('NFC')).join('\u0000')).slice(0, 16)}`;

type Row<T> = {
  key: Key;
  /** What the row says, given what stands there. */
  value: (before: unknown) => T;
  account: Pick<AccountRecord, 'id' | 'zone'>;
  id: string;
};
/**
 * Writes a fact unless it stands there already, and in the same transaction says that its account is to be looked at today: a crash just after it loses no
 * breach. Tried again when somebody else wrote at the same moment.
 */
export async function putRow<T>(deps: Deps, row: Row<T>, writes: (value: T, v: number) => Write[]): Promise<Done> {
  const { id, account } = row;
  for (let attempt = 0; ; attempt++) {
    const before = await deps.stores.accounts.raw(row.key);
    const value = row.value(before?.body);
    if (before && canonical(before.body) === canonical(value)) return { status: 'unchanged', id, account: account.id };
    try {
      await deps.stores.accounts.write([...writes(value, (before?.v ?? 0) + 1), await lookToday(deps, account)]);
      return { status: 'accepted', id, account: account.id };
    } catch (error) {
      if (!(error instanceof ConditionFailed) || attempt >= 30) throw error;
    }
  }
}

/** Lists the account for today's look. A row that lists it already is written again: a look that is under way read the books without this fact, and must not move it on. */
export async function lookToday(deps: Deps, account: Pick<AccountRecord, 'id' | 'zone'>): Promise<Write> {
  const look = await deps.stores.looks.of(account.id);
  const day = today(deps, account.zone);
  return deps.stores.looks.write(account.id, look?.day !== undefined && look.day < day ? look.day : day, look?.v ?? 0);
}
