import * as z from 'zod';
import type { DigestItem } from '#domain/claims/digest.ts';
import type { InstalmentItem } from '#domain/contracts/instalment-digest.ts';
import type { PersonId } from '#domain/ids.ts';
import { ConditionFailed, type Item, type Table, type Write } from '#usecases/ports.ts';
import { keys, lists } from './keys.ts';
import { all, parseAll, shaped, write } from './rows.ts';

/** About a date of a claim, or about an instalment. */
export type Told = DigestItem | InstalmentItem;
const itemSchema = z.union([
  shaped<DigestItem>({ id: z.string(), reference: z.string(), what: z.string(), at: z.string() }),
  shaped<InstalmentItem>({ id: z.string(), settlement: shaped({ id: z.string(), number: z.number() }), what: z.string(), at: z.string() }),
]);

/** What waits to be told to a person. A row stays when it is told, out of the list: its key keeps the thing from being told again. */
export function digestStore(table: Table) {
  const put = (person: PersonId, item: Told, pending: boolean): Item => ({
    ...keys.digestItem(person, item.id),
    v: 1,
    ...(pending ? { g1pk: lists.g1.digestOf(person), g1sk: `${item.at}#${item.id}` } : {}),
    body: item,
  });
  const batches = async (person: PersonId, items: readonly Told[], pending: boolean): Promise<void> => {
    for (let at = 0; at < items.length; at += 50)
      await write(
        table,
        items.slice(at, at + 50).map((item): Write => ({ put: put(person, item, pending), expect: 'any' })),
      );
  };
  return {
    itemWrite: (person: PersonId, item: Told): Write => ({ put: put(person, item, true), expect: 'any' }),
    /** True for the first time: what was put there before, told or not, is not told again. */
    async addOnce(person: PersonId, item: Told): Promise<boolean> {
      try {
        await table.transact([{ put: put(person, item, true), expect: 'absent' }]);
        return true;
      } catch (error) {
        if (error instanceof ConditionFailed) return false;
        throw error;
      }
    },
    async pending(person: PersonId): Promise<Told[]> {
      return parseAll(await all(table, { index: 'g1', pk: lists.g1.digestOf(person) }), itemSchema);
    },
    /** The digest that the items name has them from now on. */
    take: (person: PersonId, items: readonly Told[]) => batches(person, items, true),
    told: (person: PersonId, items: readonly Told[]) => batches(person, items, false),
  };
}
