import { composeOnAws } from './compose.ts';
import { claimSteps } from './steps/claim-steps.ts';

const deps = composeOnAws(process.env);
export const handler = async (payload: unknown) => claimSteps(await deps)(payload);
