import type { Reference } from '#domain/ids.ts';
import { advanceDeadlines } from '#usecases/advance-deadlines.ts';
import type { Deps } from '#usecases/deps.ts';
import { raiseToPerson } from '#usecases/remind-people.ts';
import { deadlinePayload, outcome } from '#workflows/payloads.ts';

/** The steps of the deadline workflow. */
export const deadlineSteps = (deps: Deps) => async (payload: unknown) => {
  const { step, reference } = deadlinePayload.parse(payload);
  switch (step) {
    case 'advance-deadlines':
      // A machine that is told to wait needs an instant, one that is done needs none: it gets the present one, which nobody reads.
      return outcome.parse({ until: new Date(deps.clock.now()).toISOString(), ...(await advanceDeadlines(deps, reference as Reference)) });
    case 'raise-to-person':
      await raiseToPerson(deps, reference as Reference);
      return outcome.parse({ outcome: 'raised' });
  }
};
