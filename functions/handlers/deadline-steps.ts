import { composeOnAws } from './compose.ts';
import { deadlineSteps } from './steps/deadline-steps.ts';

const deps = composeOnAws(process.env);
export const handler = async (payload: unknown) => deadlineSteps(await deps)(payload);
