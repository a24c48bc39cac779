import { type Clock, startClocks } from '#domain/deadlines/clocks.ts';
import { shippedLaw } from '#domain/deadlines/law.ts';
import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import { rulesFor } from '#domain/deadlines/rulebook.ts';
import type { ClockRow } from '#stores/claim-store.ts';
import { keys, lists } from '#stores/keys.ts';
import type { Item, Query, Table } from '#usecases/ports.ts';

const calendar = shippedLaw.calendar({ country: 'DE' });
const people = ['anna', 'boris', 'vera'];

const clocks = new Map<LegalDay, Clock>();
/** Our own target for a claim received on that day, counted as any other, so that counting it again changes nothing. */
function clockFrom(day: LegalDay): Clock {
  const known = clocks.get(day);
  if (known) return known;
  const rules = rulesFor({ country: 'DE', party: 'business', kind: 'claim', demands: ['refund'], receivedDay: day });
  const [clock] = startClocks({
    rules: rules.filter(({ kind }) => kind === 'own_target'),
    events: { received: { at: day, evidence: 'a test' } },
    calendar,
    zone: 'Europe/Moscow', // where the sample people are, so that a day is the same day to them
  });
  if (!clock) throw new Error('no clock to put in');
  clocks.set(day, clock);
  return clock;
}

/** The row of an open clock as the store writes it, of a claim received on `day`; every claim has one clock and 1.00 EUR at stake. */
export function clockItem(n: number, day: LegalDay, changes: Partial<ClockRow> = {}): Item & { body: ClockRow } {
  const reference = `T${n.toString(36).padStart(7, '0')}` as ClockRow['reference'];
  const acting = people[n % people.length] ?? 'anna';
  const body: ClockRow = {
    reference,
    clock: { ...clockFrom(day), steps: [] },
    subject: 'Cracked connectors',
    account: `Customer ${n % 50}`,
    country: 'DE',
    amount: '1.00 EUR',
    owner: acting,
    acting,
    ...changes,
  };
  const due = `${body.clock.dueAt}#${reference}#${body.clock.id}`;
  const { clock } = body;
  return {
    ...keys.clock(reference, clock.id),
    v: 1,
    g1pk: lists.g1.openClocks,
    g1sk: due,
    g2pk: lists.g2.clocksOf(body.acting),
    g2sk: due,
    body,
  };
}

/** The same table, and every query that was asked of it. */
export function countingTable(table: Table): { table: Table; queries: Query[] } {
  const queries: Query[] = [];
  const query: Table['query'] = (asked) => {
    queries.push(asked);
    return table.query(asked);
  };
  return { table: { ...table, query }, queries };
}

/** Puts rows straight into a table, a hundred per transaction. */
export async function putAll(table: Table, items: readonly Item[]): Promise<void> {
  for (let at = 0; at < items.length; at += 100)
    await table.transact(items.slice(at, at + 100).map((put) => ({ put, expect: 'any' as const })));
}
