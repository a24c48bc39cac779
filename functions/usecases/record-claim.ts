import { type Actor, actorName } from '#domain/actor.ts';
import { chain, type Who } from '#domain/chain.ts';
import type { Claim } from '#domain/claims/claim.ts';
import { type ClaimCommand, decide } from '#domain/claims/decide.ts';
import type { ClaimFact } from '#domain/claims/events.ts';
import { evolve } from '#domain/claims/evolve.ts';
import { Refusal } from '#domain/errors.ts';
import type { PersonId } from '#domain/ids.ts';
import type { CompanyPeople } from '#stores/company-store.ts';
import type { OutboxRow, Tell } from '#stores/outbox-store.ts';
import { executionNames } from '#workflows/payloads.ts';
import type { Deps } from './deps.ts';
import { hex, isoNow } from './deps.ts';
import type { Write } from './ports.ts';
import { tellLater } from './tell.ts';

export type Recorded = { claim: Claim; facts: readonly ClaimFact[] };

/** Decides and records: events, snapshot, outbox rows and what belongs to them in one transaction; then the workflows are told. */
export async function decideAndRecord(
  deps: Deps,
  claim: Claim,
  command: ClaimCommand,
  by: { actor: Actor; onBehalfOf?: PersonId | undefined },
  extra: readonly Write[] = [],
): Promise<Recorded> {
  const company = await deps.stores.company.everyone();
  const facts = decide(claim, command, { authority: company });
  return record(deps, { before: claim, company }, facts, by, extra);
}

/** Records facts on a claim as it was loaded. No facts: nothing is written. Throws Refusal('conflict') when somebody was faster. */
export async function record(
  deps: Deps,
  on: { before?: Claim | undefined; blank?: Claim; company: CompanyPeople },
  facts: readonly ClaimFact[],
  by: { actor: Actor; onBehalfOf?: PersonId | undefined; at?: string },
  extra: readonly Write[] = [],
): Promise<Recorded> {
  const start = on.before ?? on.blank;
  if (!start) throw new Error('nothing to record on');
  if (facts.length === 0 && extra.length === 0) return { claim: start, facts };
  const who: Who = { at: by.at ?? isoNow(deps), actor: actorName(by.actor), onBehalfOf: by.onBehalfOf };
  const events = chain(start.reference, start, facts, who);
  const after = events.reduce(evolve, start);
  const tells = tellsOf(on.before, after, facts);
  const rows = tells.map((tell): OutboxRow => ({ id: hex(deps.newId(12)), at: who.at, tell, attempts: 0 }));
  const department = on.company.people.find((person) => person.id === after.owner)?.department ?? '';
  await deps.stores.claims.commit({ before: on.before, after, events, department }, [...rows.map(deps.stores.outbox.rowWrite), ...extra]);
  await tellLater(deps, rows);
  return { claim: after, facts };
}

/** Loads, decides, records; when somebody was faster, all of it again on the new state. For steps that nobody waits for in front of a form. */
export async function retried<T>(attempt: () => Promise<T>, times = 8): Promise<T> {
  for (let left = times; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'conflict' || left <= 1) throw error;
    }
  }
}

/** What the workflows must hear of these facts. They only ever hear words; the record holds the reasons. */
function tellsOf(before: Claim | undefined, after: Claim, facts: readonly ClaimFact[]): Tell[] {
  const reference = after.reference;
  const complete = (wait: string, outcome: string): Tell => ({ tell: 'complete', owner: reference, wait, output: { outcome } });
  const tells: Tell[] = [];
  for (const fact of facts) {
    if (fact.type === 'claim-received')
      tells.push({ tell: 'start', machine: 'claim', name: executionNames.claim(reference, 1), input: { reference } });
    if (fact.type === 'reply-submitted') tells.push(complete('await-reply', 'submitted'));
    if (fact.type === 'reply-approved') tells.push(complete('await-approval', fact.final ? 'approved' : 'next'));
    if (fact.type === 'reply-returned') tells.push(complete('await-approval', 'returned'));
    if (fact.type === 'reply-recalled') tells.push(complete('await-approval', 'recalled'));
    if (fact.type === 'reply-sent') tells.push(complete('await-delivery', 'sent'));
    if (fact.type === 'reply-disputed') tells.push(complete('await-customer', 'disputed'));
    if (fact.type === 'closed')
      tells.push(...['await-reply', 'await-approval', 'await-delivery', 'await-customer'].map((wait) => complete(wait, 'closed')));
  }
  if (after.watch?.revision !== before?.watch?.revision) {
    if (before?.watch) tells.push({ tell: 'stop', machine: 'deadlines', name: executionNames.deadlines(reference, before.watch.revision) });
    if (after.watch)
      tells.push({
        tell: 'start',
        machine: 'deadlines',
        name: executionNames.deadlines(reference, after.watch.revision),
        input: { reference },
      });
  }
  return tells;
}
