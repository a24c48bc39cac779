import type { Reference } from '#domain/ids.ts';
import { awaitOnClaim } from '#usecases/await-step.ts';
import { closeSilent } from '#usecases/close-silent.ts';
import type { Deps } from '#usecases/deps.ts';
import { escalateApproval, raiseToPerson, remindOfDelivery, remindOfReply } from '#usecases/remind-people.ts';
import { sendReceipt } from '#usecases/send-receipt.ts';
import { sendReply } from '#usecases/send-reply.ts';
import { claimPayload, outcome } from '#workflows/payloads.ts';

/** The steps of the claim workflow: ids in, a word out. */
export const claimSteps = (deps: Deps) => async (payload: unknown) => {
  const { step, reference: ref, token = '' } = claimPayload.parse(payload);
  const reference = ref as Reference;
  const said = async (word: string | Promise<string>) => outcome.parse({ outcome: await word });
  switch (step) {
    case 'send-receipt':
      return said(sendReceipt(deps, reference));
    case 'await-reply':
    case 'await-approval':
    case 'await-delivery':
    case 'await-customer':
      await awaitOnClaim(deps, step, reference, token);
      return said('waiting');
    case 'remind-of-reply':
      await remindOfReply(deps, reference);
      return said('told');
    case 'escalate-approval':
      await escalateApproval(deps, reference);
      return said('told');
    case 'send-reply':
      return said(sendReply(deps, reference));
    case 'remind-of-delivery':
      await remindOfDelivery(deps, reference);
      return said('told');
    case 'close-silent':
      return said(closeSilent(deps, reference));
    case 'raise-to-person':
      await raiseToPerson(deps, reference);
      return said('raised');
  }
};
