import { sha256 } from '#domain/chain.ts';
import { submissionSchema } from '#domain/claims/submission.ts';
import type { PersonId } from '#domain/ids.ts';
import { accounts, contracts } from '#infra/local/sample/books.ts';
import { claimsAddress, company, people } from '#infra/local/sample/people.ts';
import { createLocal } from '#infra/local/wiring.ts';
import { approveReply, submitReply } from '#usecases/decide-reply.ts';
import { importRecords } from '#usecases/import-records.ts';
import { renewDraft } from '#usecases/save-draft.ts';
import { submitClaim } from '#usecases/submit-claim.ts';

/**
 * One claim from intake to sent reply in a process of its own, which kills itself at durable write number `killAt` (0: never) of the lifecycle. Run
 * again on the same folder it does what people would do after a restart: repeat what they had no answer to, and go on.
 */
const [directory = '', killAt = '0'] = process.argv.slice(2);
let writes = 0;
let counting = false;
const local = await createLocal({
  dataDir: directory,
  config: { publicUrl: 'http://localhost:8080', claimsAddress, company },
  start: Date.parse('2026-11-02T09:00:00Z'),
  frozen: true,
  afterCommit: (labels) => {
    if (!counting) return;
    writes += labels.length;
    if (Number(killAt) > 0 && writes >= Number(killAt)) process.kill(process.pid, 'SIGKILL');
  },
});
const { deps } = local;
if ((await deps.stores.company.everyone()).people.length === 0) {
  await deps.stores.mails.write(people.map((person) => deps.stores.company.personWrite(person)));
  await importRecords(deps, { kind: 'system', step: 'test' }, 'accounts', accounts);
  await importRecords(deps, { kind: 'system', step: 'test' }, 'contracts', contracts('2026-11-02'));
}
counting = true;
const person = (id: string) =>
  ({ kind: 'person', id: id as PersonId, roles: people.find((candidate) => candidate.id === id)?.roles ?? [] }) as const;
const settled = async (): Promise<void> => {
  // The sweep takes up what the crash kept from being told; it looks at what is older than half a minute.
  await local.idle();
  await local.runTo(local.clock.now() + 6 * 60_000);
  await local.idle();
};

await local.resume();
await settled();
const submission = submissionSchema.parse({
  contact: { name: 'Karl Beispiel', email: 'einkauf@holzbau-prager.example', language: 'en' },
  contractNumber: 'HP-77',
  subject: 'Cracked connectors',
  text: 'Forty connectors are cracked.',
  demands: [{ kind: 'refund', amount: '620.00', currency: 'EUR' }],
});
const { claim: received } = await submitClaim(
  deps,
  { kind: 'customer' },
  { channel: 'form', submission, evidence: [], idempotency: { scope: 'form', key: 'lifecycle' } },
);
const { reference } = received;
await settled();
const load = async () => {
  const claim = await deps.stores.claims.load(reference);
  if (!claim) throw new Error('an acknowledged claim is gone');
  return claim;
};
if ((await load()).stage === 'open') {
  const answer = { outcome: 'upheld', granted: { amount: '620.00', currency: 'EUR' }, reason: 'Inspected.', source: 'clause 12' } as const;
  await renewDraft(deps, person('anna'), reference, { d1: answer });
  await submitReply(deps, person('anna'), reference);
  await settled();
}
const waiting = await load();
if (waiting.stage === 'in-approval') await approveReply(deps, person('vera'), reference, waiting.reply?.hash ?? '');
await settled();

const done = await load();
const mails = await local.mailbox.list(1000);
const toCustomer = mails.filter((mail) => JSON.stringify(mail.to).includes('holzbau'));
const claims = await deps.stores.claims.ofAccount('holzbau-prager', 100);
console.log(
  JSON.stringify({
    writes,
    stage: done.stage,
    claims: claims.length,
    receipts: toCustomer.filter((mail) => mail.messageId.includes('receipt-')).length,
    replies: toCustomer.filter((mail) => mail.messageId.includes('reply-')).length,
    sealed: sha256(JSON.stringify(toCustomer.flatMap((mail) => mail.attachments.map((file) => file.sha256)))).length,
    running: local.interpreter.list({ status: 'running', limit: 100 }).map((entry) => `${entry.machine} ${entry.state}`),
    failed: local.interpreter.list({ limit: 100 }).filter((entry) => entry.status === 'failed' || entry.status === 'timed-out').length,
  }),
);
process.exit(0);
