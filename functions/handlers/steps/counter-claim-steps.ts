import { awaitOnCounterClaim } from '#usecases/await-step.ts';
import type { Deps } from '#usecases/deps.ts';
import {
  announceProposal,
  checkTerm,
  raiseCounterClaim,
  remindOfCounterClaimDelivery,
  remindOfDecision,
  remindOfPosting,
  sendCounterClaim,
} from '#usecases/run-counter-claim.ts';
import { counterClaimPayload, outcome } from '#workflows/payloads.ts';

/** The steps of the counter-claim workflow. */
export const counterClaimSteps = (deps: Deps) => async (payload: unknown) => {
  const { step, counterClaim, token = '' } = counterClaimPayload.parse(payload);
  const said = async (word: string | Promise<string>) => outcome.parse({ outcome: await word });
  switch (step) {
    case 'announce-proposal':
      await announceProposal(deps, counterClaim);
      return said('told');
    case 'await-decision':
    case 'await-delivery':
    case 'await-posting':
      await awaitOnCounterClaim(deps, step, counterClaim, token);
      return said('waiting');
    case 'remind-of-decision':
      await remindOfDecision(deps, counterClaim);
      return said('told');
    case 'send-counter-claim':
      return said(sendCounterClaim(deps, counterClaim));
    case 'remind-of-delivery':
      await remindOfCounterClaimDelivery(deps, counterClaim);
      return said('told');
    case 'remind-of-posting':
      await remindOfPosting(deps, counterClaim);
      return said('told');
    case 'check-term':
      return outcome.parse({ until: new Date(deps.clock.now()).toISOString(), ...(await checkTerm(deps, counterClaim)) });
    case 'raise-to-person':
      await raiseCounterClaim(deps, counterClaim);
      return said('raised');
  }
};
