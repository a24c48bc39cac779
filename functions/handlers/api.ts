import { handle } from 'hono/aws-lambda';
import { api } from '#api/api.ts';
import { clientOf } from './client-of.ts';
import { composeOnAws } from './compose.ts';

const app = composeOnAws(process.env).then((deps) => handle(api(deps, { perMinute: 3000, open: 120, clientOf })));
export const handler = async (...args: Parameters<ReturnType<typeof handle>>) => (await app)(...args);
