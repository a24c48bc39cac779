import { sha256 } from '#domain/chain.ts';
import type { Claim, DemandAnswer } from '#domain/claims/claim.ts';
import { submissionSchema } from '#domain/claims/submission.ts';
import type { ImportKind } from '#domain/contracts/import-rows.ts';
import { addDays } from '#domain/deadlines/legal-day.ts';
import type { PersonId } from '#domain/ids.ts';
import { base32 } from '#domain/ids.ts';
import { money } from '#domain/money.ts';
import type { Person } from '#domain/routing/people.ts';
import { approveReply, returnReply, submitReply } from '#usecases/decide-reply.ts';
import { type Deps, hex, today } from '#usecases/deps.ts';
import { acceptReply, disputeReply, rateClaim } from '#usecases/follow-claim.ts';
import { importRecords } from '#usecases/import-records.ts';
import { renewDraft } from '#usecases/save-draft.ts';
import { scanAccount } from '#usecases/scan-breaches.ts';
import { submitClaim } from '#usecases/submit-claim.ts';
import { accounts, contracts, deliveries, invoices, payments, supplies } from './books.ts';
import { claims, type SampleClaim } from './claims.ts';
import { people } from './people.ts';

/** What the loader needs of the host: moving the sample's clock through its days, and waiting until nothing is under way. */
export type SampleHost = { deps: Deps; runTo: (instant: number) => Promise<unknown>; idle: () => Promise<void> };

/** People, a substitution and an API key: what even an empty installation needs to be used. Returns the key. */
export async function loadPeople(deps: Deps): Promise<string> {
  const key = `rk_${base32(deps.newId(20)).toLowerCase()}`;
  await deps.stores.mails.write([
    ...people.map((person) => deps.stores.company.personWrite(person)),
    deps.stores.company.apiKeyWrite(sha256(key), {
      id: 'sample-erp',
      name: 'Sample ERP',
      scopes: ['claims', 'imports', 'counter-claims', 'payments'],
    }),
  ]);
  return key;
}

/** The sample company's last forty days, lived through in virtual time by the same use cases that people use. */
export async function loadSample({ deps, runTo, idle }: SampleHost): Promise<void> {
  const end = deps.clock.now() + 40 * 86_400_000;
  const day = today({ clock: { now: () => end } }, deps.config.company.zone);
  const system = { kind: 'system', step: 'sample-data' } as const;
  const load = (kind: ImportKind, rows: readonly unknown[]) => importRecords(deps, system, kind, rows, { scan: false });
  await load('accounts', accounts);
  await load('contracts', [...contracts(day), ...supplies(day)]);
  const reason = 'Annual leave (sample)';
  const absence = {
    id: hex(deps.newId(6)),
    absent: 'boris' as PersonId,
    substitute: 'anna' as PersonId,
    from: addDays(day, -3),
    to: addDays(day, 4),
    scope: { kind: 'all' as const },
    reason,
  };
  await deps.stores.mails.write([deps.stores.company.substitutionWrite(absence)]);
  for (const claim of [...claims].sort((a, b) => b.age - a.age)) {
    await runTo(Math.min(morning(end - claim.age * dayLength), end - 3_600_000));
    await live(deps, claim, idle, runTo);
  }
  await runTo(end);
  for (const [kind, rows] of [
    ['invoices', invoices(day)],
    ['payments', payments(day)],
    ['deliveries', deliveries(day)],
  ] as const)
    await load(kind, rows);
  // Today's scan has run before there were books: each account is looked at once more.
  for (const account of accounts) await scanAccount(deps, account.id);
  await idle();
}

const dayLength = 86_400_000;
/** Half past ten in Moscow on that day: people write in office hours. */
const morning = (instant: number): number => Math.floor(instant / dayLength) * dayLength + 7.5 * 3_600_000;

const actorOf = (person: Person | undefined) => {
  if (!person) throw new Error('the sample company lacks somebody');
  return { kind: 'person', id: person.id, roles: person.roles } as const;
};

async function live(
  deps: Deps,
  sample: SampleClaim,
  idle: () => Promise<void>,
  runTo: (instant: number) => Promise<unknown>,
): Promise<void> {
  const submission = submissionSchema.parse({
    contact: { name: sample.name, email: sample.email, language: sample.language },
    contractNumber: sample.contractNumber,
    orderNumber: sample.orderNumber,
    subject: sample.subject,
    text: sample.text,
    demands: sample.demands,
  });
  const { claim } = await submitClaim(deps, { kind: 'customer' }, { channel: 'form', submission, evidence: [] });
  await idle();
  if (sample.to === 'new') return;
  const reference = claim.reference;
  const owner = actorOf(people.find((person) => person.id === claim.acting));
  const head = actorOf(people.find((person) => person.roles.includes('head')));
  await renewDraft(deps, owner, reference, answersFor(claim, sample));
  if (sample.to === 'drafted') return;
  await runTo(deps.clock.now() + 6 * 3_600_000);
  const submitted = await submitReply(deps, owner, reference);
  await idle();
  if (sample.to === 'in-approval') return;
  if (sample.to === 'returned') {
    await returnReply(
      deps,
      head,
      reference,
      sample.language === 'ru' ? 'Добавьте срок возврата денег.' : 'Please say when the money will arrive.',
    );
    return;
  }
  await approveReply(deps, head, reference, submitted.reply?.hash ?? '');
  await idle();
  if (sample.to === 'answered') return;
  await runTo(deps.clock.now() + 2 * 86_400_000);
  const customer = { kind: 'customer', reference } as const;
  if (sample.to === 'accepted') {
    await acceptReply(deps, customer);
    await rateClaim(deps, customer, 4);
  } else
    await disputeReply(deps, customer, {
      demands: claim.demands.map((demand) => demand.id),
      text: 'Не согласен с ответом: ручка стояла внутри помещения.',
    });
  await idle();
}

function answersFor(claim: Claim, sample: SampleClaim): Record<string, DemandAnswer> {
  const ru = claim.language === 'ru';
  return Object.fromEntries(
    claim.demands.map((demand, index): [string, DemandAnswer] => {
      const source =
        claim.clocks.find((clock) => clock.kind === 'statutory_answer')?.clause[claim.language] ?? (ru ? 'договор' : 'the contract');
      const rejected = sample.grant === 'none' || (sample.grant === 'part' && index > 0);
      const reason = rejected
        ? ru
          ? 'Осмотр не подтвердил производственный недостаток.'
          : 'The inspection did not confirm a manufacturing defect.'
        : ru
          ? 'Недостаток подтверждён осмотром.'
          : 'The inspection confirmed the defect.';
      const granted = demand.asked && !rejected ? money(demand.asked.amount, demand.asked.currency) : undefined;
      return [demand.id, { outcome: rejected ? 'rejected' : 'upheld', granted, reason, source }];
    }),
  );
}
