import * as z from 'zod';
import { type Claim, demandKinds } from '#domain/claims/claim.ts';
import type { ClaimEvent } from '#domain/claims/events.ts';
import { type Clock, isOpen, leadingClock } from '#domain/deadlines/clocks.ts';
import type { Reference } from '#domain/ids.ts';
import type { Person } from '#domain/routing/people.ts';
import type { Table, Write } from '#usecases/ports.ts';
import { keys, last, lists } from './keys.ts';
import { all, parseAll, read, shaped, write } from './rows.ts';

const money = z.object({ amount: z.string(), currency: z.string() });
const claimSchema = shaped<Claim>({
  reference: z.string(),
  version: z.number().int().positive(),
  head: z.string().length(64),
  stage: z.enum(['open', 'in-approval', 'approved', 'sending', 'answered', 'closed']),
  owner: z.string().min(1),
  acting: z.string().min(1),
  contact: shaped({ name: z.string(), email: z.string() }),
  demands: z.array(shaped({ id: z.string(), kind: z.enum(demandKinds), asked: money.optional() })),
  evidence: z.array(shaped({ id: z.string(), sha256: z.string(), key: z.string() })),
  clocks: z.array(shaped({ id: z.string(), state: z.string() })),
  sent: z.array(shaped({ version: z.number(), mailId: z.string() })),
});
const eventSchema = shaped<ClaimEvent>({
  seq: z.number(),
  at: z.string(),
  hash: z.string(),
  prev: z.string(),
  fact: shaped({ type: z.string() }),
});

/** What somebody wrote, kept beside the log; `raw` is the blob of a mail as it came. */
export type ClaimMessage = {
  id: string;
  at: string;
  from: 'customer' | 'company';
  author: string;
  channel: 'form' | 'mail' | 'api' | 'page';
  subject: string;
  text: string;
  raw?: string | undefined;
  messageId?: string | undefined;
  /** The text is the beginning only; the whole of it is in `raw`. */
  cut?: boolean | undefined;
  /** So many files of the mail are in `raw` only. */
  leftOut?: number | undefined;
  evidence: readonly string[];
  /** Held back: an unknown sender on a known thread; a person looks at it first. */
  review?: boolean | undefined;
};
const messageSchema = shaped<ClaimMessage>({ id: z.string(), at: z.string(), text: z.string(), evidence: z.array(z.string()) });

/** One line of a queue: all that the list shows, so that the list is one query. */
export type QueueRow = {
  reference: Reference;
  subject: string;
  account: string;
  amount: string;
  stage: Claim['stage'];
  draft: boolean;
  channel: Claim['channel'];
  owner: string;
  acting: string;
  receivedAt: string;
  due?: { kind: Clock['kind']; at: string; lastDay: string; provisional: boolean } | undefined;
  needsPerson?: string | undefined;
};
const queueSchema = shaped<QueueRow>({ reference: z.string(), subject: z.string(), stage: z.string(), acting: z.string() });

/** One open clock on the board. */
export type ClockRow = {
  reference: Reference;
  clock: Clock;
  subject: string;
  account: string;
  country: string;
  amount: string;
  owner: string;
  acting: string;
  /** `reference` is the id of a counter-claim: its clock is the customer's term. */
  counterClaim?: true | undefined;
  /** The rules of all statutory answers of the claim, where there are several: laws that disagree are shown beside each of them. */
  statutes?: readonly { id: string; version: string }[] | undefined;
};
const clockRowSchema = shaped<ClockRow>({ reference: z.string(), clock: shaped({ id: z.string(), dueAt: z.string() }) });

const never = '9999'; // claims without a running clock come last

export function queueRow(claim: Claim): QueueRow {
  const clock = leadingClock(claim.clocks);
  const asked = claim.demands.flatMap((demand) => (demand.asked ? [`${demand.asked.amount} ${demand.asked.currency}`] : []));
  return {
    reference: claim.reference,
    subject: claim.subject,
    account: claim.account?.name ?? '',
    amount: asked.length === 1 ? (asked[0] ?? '') : asked.length > 1 ? asked.join(' + ') : '',
    stage: claim.stage,
    draft: claim.reply !== undefined,
    channel: claim.channel,
    owner: claim.owner,
    acting: claim.acting,
    receivedAt: claim.receivedAt,
    due: clock && { kind: clock.kind, at: clock.dueAt, lastDay: clock.lastDay, provisional: clock.provisional },
    needsPerson: claim.needsPerson,
  };
}

const atWork = (claim: Claim): boolean => (claim.stage !== 'answered' && claim.stage !== 'closed') || claim.needsPerson !== undefined;

/** Rows that follow from the snapshot: the queue line and one row per open clock. */
function derived(before: Claim | undefined, after: Claim, department: string): Write[] {
  const row = queueRow(after);
  const sort = `${row.due?.at ?? never}#${after.reference}`;
  const queueKey = keys.queueRow(after.reference);
  const writes: Write[] = [];
  if (atWork(after)) {
    writes.push({
      put: {
        ...queueKey,
        v: 1,
        g1pk: lists.g1.workOf(after.acting),
        g1sk: sort,
        g2pk: lists.g2.departmentQueue(department),
        g2sk: sort,
        body: row,
      },
      expect: 'any',
    });
  } else if (before && atWork(before)) writes.push({ delete: queueKey, expect: 'any' });
  const open = after.clocks.filter(isOpen);
  for (const clock of before?.clocks ?? []) {
    if (!open.some((candidate) => candidate.id === clock.id)) writes.push({ delete: keys.clock(after.reference, clock.id), expect: 'any' });
  }
  const answers = after.clocks.filter((clock) => clock.kind === 'statutory_answer' && clock.state !== 'cancelled');
  const statutes = answers.length > 1 ? answers.map(({ ruleId, ruleVersion }) => ({ id: ruleId, version: ruleVersion })) : undefined;
  for (const clock of open) {
    const due = `${clock.dueAt}#${after.reference}#${clock.id}`;
    const body: ClockRow = {
      reference: after.reference,
      // The explanation stands on the claim and is counted again for the board: here it would double what an intake writes.
      clock: { ...clock, steps: [] },
      subject: after.subject,
      account: row.account,
      country: after.account?.country ?? '',
      amount: row.amount,
      owner: after.owner,
      acting: after.acting,
      statutes: clock.kind === 'statutory_answer' ? statutes : undefined,
    };
    const key = keys.clock(after.reference, clock.id);
    writes.push({
      put: { ...key, v: 1, g1pk: lists.g1.openClocks, g1sk: due, g2pk: lists.g2.clocksOf(after.acting), g2sk: due, body },
      expect: 'any',
    });
  }
  return writes;
}

/** From and to these instants, both inclusive; of one acting person. */
export type ClockRange = { from?: string | undefined; to?: string | undefined; person?: string | undefined };

export function claimStore(table: Table) {
  return {
    async load(reference: string): Promise<Claim | undefined> {
      return (await read(table, keys.claim(reference), claimSchema))?.value;
    },
    /** Snapshot, events, queue line, clock rows and whatever belongs to the decision, all or none. Throws Refusal('conflict') when somebody was faster. */
    async commit(
      change: { before?: Claim | undefined; after: Claim; events: readonly ClaimEvent[]; department: string },
      extra: readonly Write[] = [],
    ) {
      const { before, after, events, department } = change;
      const order = `${after.receivedAt}#${after.reference}`;
      await write(table, [
        {
          put: {
            ...keys.claim(after.reference),
            v: after.version,
            g1pk: lists.g1.claimsIn(after.stage),
            g1sk: order,
            g2pk: lists.g2.claimsOf(after.account?.id ?? 'none'),
            g2sk: order,
            body: after,
          },
          expect: before ? before.version : 'absent',
        },
        ...events.map((event): Write => ({ put: { ...keys.claimEvent(after.reference, event.seq), v: 1, body: event }, expect: 'absent' })),
        ...derived(before, after, department),
        ...extra,
      ]);
    },
    async events(reference: string): Promise<ClaimEvent[]> {
      return parseAll(await all(table, { pk: keys.claim(reference).pk, prefix: 'E#' }), eventSchema);
    },
    async messages(reference: string): Promise<ClaimMessage[]> {
      return parseAll(await all(table, { pk: keys.claim(reference).pk, prefix: 'M#' }), messageSchema);
    },
    async message(reference: string, id: string): Promise<ClaimMessage | undefined> {
      return (await read(table, keys.claimMessage(reference, id), messageSchema))?.value;
    },
    messageWrite: (reference: string, message: ClaimMessage): Write => ({
      put: { ...keys.claimMessage(reference, message.id), v: 1, body: message },
      expect: 'absent',
    }),
    async inStage(stage: Claim['stage'], limit: number, cursor?: string) {
      const page = await table.query({ index: 'g1', pk: lists.g1.claimsIn(stage), limit, cursor, descending: true });
      return { claims: parseAll(page.items, claimSchema), cursor: page.cursor };
    },
    /** Newest first. Counter-claims stand in the same list, behind every instant. */
    async ofAccount(account: string, limit: number): Promise<Claim[]> {
      const page = await table.query({ index: 'g2', pk: lists.g2.claimsOf(account), to: 'A', limit, descending: true });
      return parseAll(page.items, claimSchema);
    },
    async allOfAccount(account: string): Promise<Claim[]> {
      return parseAll(await all(table, { index: 'g2', pk: lists.g2.claimsOf(account), to: 'A' }, 100_000), claimSchema);
    },
    async queueOf(person: Person['id'], limit: number, cursor?: string) {
      const page = await table.query({ index: 'g1', pk: lists.g1.workOf(person), limit, cursor });
      return { rows: parseAll(page.items, queueSchema), cursor: page.cursor };
    },
    async queueOfDepartment(department: string, limit: number, cursor?: string) {
      const page = await table.query({ index: 'g2', pk: lists.g2.departmentQueue(department), limit, cursor });
      return { rows: parseAll(page.items, queueSchema), cursor: page.cursor };
    },
    /** Open clocks by due date, all of them or those on which one person acts. */
    async openClocks(range: ClockRange & { limit: number; cursor?: string | undefined }) {
      const { from, to, limit, cursor, person } = range;
      const list = person ? { index: 'g2' as const, pk: lists.g2.clocksOf(person) } : { index: 'g1' as const, pk: lists.g1.openClocks };
      const page = await table.query({ ...list, from: from ?? '', to: to ? `${to}${last}` : last, limit, cursor });
      return { rows: parseAll(page.items, clockRowSchema), cursor: page.cursor };
    },
  };
}
