import * as z from 'zod';
import type { CounterClaim, CounterClaimEvent, CounterClaimState } from '#domain/contracts/counter-claim.ts';
import { openStates } from '#domain/contracts/counter-claim-record.ts';
import { upgraded } from '#domain/contracts/evolve-counter-claim.ts';
import type { Reference } from '#domain/ids.ts';
import type { Table, Write } from '#usecases/ports.ts';
import type { ClockRow } from './claim-store.ts';
import { keys, lists } from './keys.ts';
import { all, parseAll, read, shaped, write } from './rows.ts';

const counterClaimSchema: z.ZodType<CounterClaim> = shaped<CounterClaim>({
  id: z.string(),
  version: z.number().int().positive(),
  accountId: z.string(),
  contractId: z.string(),
  state: z.enum(['proposed', 'held', 'approved', 'sending', 'sent', 'paid', 'disputed', 'expired', 'withdrawn']),
  sheet: shaped({ total: z.string(), lines: z.array(z.unknown()) }),
}).transform(upgraded);
const eventSchema = shaped<CounterClaimEvent>({ seq: z.number(), at: z.string(), hash: z.string(), fact: shaped({ type: z.string() }) });
const pointerSchema = z.object({ id: z.string() });

/** The customer's term on the board of open clocks, while it runs. */
function termWrites(before: CounterClaim | undefined, after: CounterClaim): Write[] {
  const key = keys.counterClaimTerm(after.id);
  const clock = after.state === 'sent' ? after.response?.clock : undefined;
  if (!clock) return before?.state === 'sent' && before.response?.clock ? [{ delete: key, expect: 'any' }] : [];
  const body: ClockRow = {
    reference: after.id as string as Reference,
    counterClaim: true,
    clock,
    subject: after.contractNumber,
    account: after.accountName,
    country: after.country,
    amount: `${after.sheet.total} ${after.sheet.currency}`,
    owner: after.owner,
    acting: after.acting,
  };
  const due = `${clock.dueAt}#${after.id}#term`;
  return [
    { put: { ...key, v: 1, g1pk: lists.g1.openClocks, g1sk: due, g2pk: lists.g2.clocksOf(after.acting), g2sk: due, body }, expect: 'any' },
  ];
}

export function counterClaimStore(table: Table) {
  return {
    async load(id: string): Promise<CounterClaim | undefined> {
      return (await read(table, keys.counterClaim(id), counterClaimSchema))?.value;
    },
    /**
     * The one counter-claim of a contract to which new debts may still be added (its first letter is not approved yet), and the version of its pointer for the
     * next proposal. A pointer that was left behind (until the ladder it stood as long as the counter-claim was
     * open) names one that gathers no more: the next proposal takes its place under that version.
     */
    async gathering(contract: string): Promise<{ counterClaim?: CounterClaim; pointer: 'absent' | number }> {
      const pointer = await read(table, keys.openCounterClaim(contract), pointerSchema);
      const found = pointer && (await read(table, keys.counterClaim(pointer.value.id), counterClaimSchema))?.value;
      const gathers = found && !found.covers && openStates.includes(found.state);
      return { pointer: pointer?.v ?? 'absent', ...(gathers ? { counterClaim: found } : {}) };
    },
    async commit(
      change: { before?: CounterClaim | undefined; after: CounterClaim; events: readonly CounterClaimEvent[] },
      extra: readonly Write[] = [],
      pointerWas: 'absent' | number = 'absent',
    ) {
      const { before, after, events } = change;
      const pointer = keys.openCounterClaim(after.contractId);
      const closed = !openStates.includes(after.state) || (after.covers !== undefined && before?.covers === undefined);
      await write(table, [
        {
          put: {
            ...keys.counterClaim(after.id),
            v: after.version,
            g1pk: lists.g1.counterClaimsIn(after.state),
            g1sk: `${after.response?.dueAt ?? after.proposedAt}#${after.id}`,
            g2pk: lists.g2.claimsOf(after.accountId),
            g2sk: `CC#${after.proposedAt}#${after.id}`,
            body: after,
          },
          expect: before ? before.version : 'absent',
        },
        ...events.map((event): Write => ({ put: { ...keys.counterClaimEvent(after.id, event.seq), v: 1, body: event }, expect: 'absent' })),
        ...(before
          ? []
          : [
              { put: { ...pointer, v: pointerWas === 'absent' ? 1 : pointerWas + 1, body: { id: after.id } }, expect: pointerWas } as Write,
            ]),
        ...(before && before.covers === undefined && closed ? [{ delete: pointer, expect: 'any' } as Write] : []),
        ...termWrites(before, after),
        ...extra,
      ]);
    },
    async events(id: string): Promise<CounterClaimEvent[]> {
      return parseAll(await all(table, { pk: keys.counterClaim(id).pk, prefix: 'E#' }), eventSchema);
    },
    /** In the order of their terms, or the latest first. */
    async inState(state: CounterClaimState, limit: number, cursor?: string, descending = false) {
      const page = await table.query({ index: 'g1', pk: lists.g1.counterClaimsIn(state), limit, cursor, descending });
      return { counterClaims: parseAll(page.items, counterClaimSchema), cursor: page.cursor };
    },
    async ofAccount(account: string, limit: number): Promise<CounterClaim[]> {
      const page = await table.query({ index: 'g2', pk: lists.g2.claimsOf(account), prefix: 'CC#', limit, descending: true });
      return parseAll(page.items, counterClaimSchema);
    },
  };
}
