import { handle } from 'hono/aws-lambda';
import { api } from '#api/api.ts';
import { composeOnAws } from './compose.ts';

const app = composeOnAws(process.env).then((deps) => handle(api(deps, { perMinute: 3000 })));
export const handler = async (...args: Parameters<ReturnType<typeof handle>>) => (await app)(...args);
