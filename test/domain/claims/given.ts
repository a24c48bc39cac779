import { chain } from '#domain/chain.ts';
import type { Claim, DemandAnswer } from '#domain/claims/claim.ts';
import { type ClaimCommand, decide } from '#domain/claims/decide.ts';
import type { ClaimFact } from '#domain/claims/events.ts';
import { evolve, replay } from '#domain/claims/evolve.ts';
import { Refusal } from '#domain/errors.ts';
import type { PersonId, Reference } from '#domain/ids.ts';
import type { Person } from '#domain/routing/people.ts';

export const reference = '0000-0000-00001' as Reference;
export const id = (name: string) => name as PersonId;
const person = (name: string, roles: Person['roles'], rub: string): Person => ({
  id: id(name),
  name,
  nameRu: name,
  title: '',
  titleRu: '',
  email: `${name}@polar.example`,
  roles,
  department: roles.includes('legal') ? 'legal' : 'key-accounts',
  limits: { RUB: rub },
  zone: 'Europe/Moscow',
  language: 'en',
});
export const people = [
  person('anna', ['manager'], '1000.00'),
  person('boris', ['manager'], '1000.00'),
  person('vera', ['head'], '50000.00'),
  person('lev', ['legal'], '1000000.00'),
];

export const received = (
  demands: Claim['demands'] = [{ id: 'd1', kind: 'refund', asked: { amount: '900.00', currency: 'RUB' }, text: 'money back' }],
): ClaimFact[] => [
  {
    type: 'claim-received',
    channel: 'form',
    kind: 'claim',
    language: 'en',
    contact: { name: 'C', email: 'c@x.example' },
    subject: 's',
    demands,
    evidence: [],
    messageHash: 'h',
  },
  { type: 'routed', owner: id('anna'), acting: id('anna'), because: 'account-manager' },
];
export const answer: DemandAnswer = {
  outcome: 'upheld',
  granted: { amount: '900.00', currency: 'RUB' },
  reason: 'inspected',
  source: 'art. 22',
};

/** A claim that lived through these facts and commands, each by its actor. */
export function given(...steps: (ClaimFact[] | [who: string, command: ClaimCommand])[]): Claim {
  let claim = replay(reference, []);
  for (const step of steps) {
    const command = typeof step[0] === 'string' ? (step[1] as ClaimCommand) : undefined;
    const facts = command ? decide(claim, command, { authority: { people } }) : (step as ClaimFact[]);
    const actor = command ? `person:${step[0] as string}` : 'customer';
    claim = chain(reference, claim, facts, { at: '2026-11-02T09:00:00.000Z', actor }).reduce(evolve, claim);
  }
  return claim;
}
export const when = (claim: Claim, command: ClaimCommand): ClaimFact[] => decide(claim, command, { authority: { people } });

/** The code with which a decision is refused; fails when it is not refused. */
export function refused(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  throw new Error('was not refused');
}
export const draft: [string, ClaimCommand] = ['anna', { do: 'save-draft', answers: { d1: answer }, textHash: 't', by: id('anna') }];
export const submit: [string, ClaimCommand] = ['anna', { do: 'submit-reply', hash: 'seal', outgoingNumber: '2026-00001', by: id('anna') }];
