import { composeOnAws } from './compose.ts';
import { sweepJob } from './steps/sweep-job.ts';

const deps = composeOnAws(process.env);
export const handler = async (payload: unknown) => sweepJob(await deps)(payload);
