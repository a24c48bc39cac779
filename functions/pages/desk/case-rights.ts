import { may, ownershipOf } from '#domain/policy.ts';
import { subjectOf } from '#usecases/authorise.ts';
import type { CaseView } from '#usecases/desk.ts';

/** What this person may do on this claim now; the page shows only that, and the use cases decide anyway. */
export type Rights = { work: boolean; match: boolean; reassign: boolean; decide: boolean; recall: boolean; own: boolean };

export function rightsOn({ self, claim }: Pick<CaseView, 'self' | 'claim'>): Rights {
  const { id, department, roles } = self.person;
  const ownership = ownershipOf({ id, department, standsInFor: self.standsInFor }, subjectOf(claim, self.company));
  const closed = claim.stage === 'closed';
  const { reply } = claim;
  const step = reply?.steps[reply.approvals.length];
  const ids = [id, ...self.approvesFor];
  const own = reply !== undefined && (reply.author === id || reply.approvals.some((approval) => approval.by === id));
  return {
    work: may(roles, 'claim.work', ownership),
    match: may(roles, 'claim.match', ownership) && !closed,
    reassign: may(roles, 'claim.reassign', ownership) && !closed,
    decide:
      claim.stage === 'in-approval' &&
      may(roles, 'reply.decide', ownership) &&
      !own &&
      (step?.eligible.some((person) => ids.includes(person)) ?? false),
    recall: claim.stage === 'in-approval' && [reply?.author, claim.owner, claim.acting].includes(id),
    own,
  };
}
