import * as z from 'zod';
import { continueLawRuns } from '#usecases/change-law.ts';
import { continueRateRuns } from '#usecases/change-rates.ts';
import type { Deps } from '#usecases/deps.ts';
import { handOver } from '#usecases/lead-team.ts';
import { endHoldDue } from '#usecases/run-counter-claim.ts';
import { sendDigests } from '#usecases/send-digests.ts';
import { startDailyScan, sweep } from '#usecases/sweep.ts';
import { watchInstalments } from '#usecases/watch-instalments.ts';

const jobSchema = z.union([
  z.object({ job: z.enum(['sweep', 'daily-scan']) }),
  z.object({ step: z.literal('end-hold'), input: z.object({ counterClaim: z.string() }) }),
]);

/** Recurring work (the sweep and the digests every few minutes; once a day the hand-over of absences, the instalments and the scan for breaches) and single steps that were put off. */
export const sweepJob = (deps: Deps) => async (payload: unknown) => {
  const wanted = jobSchema.parse(payload);
  if ('step' in wanted) {
    await endHoldDue(deps, wanted.input.counterClaim);
    return { job: wanted.step };
  }
  const { job } = wanted;
  if (job === 'sweep') {
    await sweep(deps);
    await sendDigests(deps);
    await continueLawRuns(deps);
    await continueRateRuns(deps);
    return { job };
  }
  await handOver(deps);
  await watchInstalments(deps);
  await startDailyScan(deps);
  return { job };
};
