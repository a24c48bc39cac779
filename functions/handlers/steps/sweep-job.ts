import * as z from 'zod';
import type { Deps } from '#usecases/deps.ts';
import { handOver } from '#usecases/lead-team.ts';
import { startDailyScan, sweep } from '#usecases/sweep.ts';

const jobSchema = z.object({ job: z.enum(['sweep', 'daily-scan']) });

/** Recurring work: the sweep every few minutes; once a day the hand-over of absences and the scan for breaches. */
export const sweepJob = (deps: Deps) => async (payload: unknown) => {
  const { job } = jobSchema.parse(payload);
  if (job === 'sweep') {
    await sweep(deps);
    return { job };
  }
  await handOver(deps);
  await startDailyScan(deps);
  return { job };
};
