import { handle } from 'hono/aws-lambda';
import { staffPages } from '#pages/desk/staff-pages.tsx';
import { clientOf } from './client-of.ts';
import { composeOnAws, identityOnAws } from './compose.ts';

const app = Promise.all([composeOnAws(process.env), identityOnAws(process.env)]).then(([deps, identity]) =>
  handle(staffPages({ deps, identity, uploads: process.env.UPLOAD_ORIGIN ?? '', clientOf, rate: { posts: 60, links: 120 } })),
);
export const handler = async (...args: Parameters<ReturnType<typeof handle>>) => (await app)(...args);
