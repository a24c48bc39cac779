import { composeOnAws } from './compose.ts';
import { breachSteps } from './steps/breach-steps.ts';

const deps = composeOnAws(process.env);
export const handler = async (payload: unknown) => breachSteps(await deps)(payload);
