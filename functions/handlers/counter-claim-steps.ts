import { composeOnAws } from './compose.ts';
import { counterClaimSteps } from './steps/counter-claim-steps.ts';

const deps = composeOnAws(process.env);
export const handler = async (payload: unknown) => counterClaimSteps(await deps)(payload);
