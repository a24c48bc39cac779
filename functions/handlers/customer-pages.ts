import { handle } from 'hono/aws-lambda';
import { fileAssets } from '#pages/assets.ts';
import { customerPages } from '#pages/customer/customer-pages.tsx';
import { clientOf } from './client-of.ts';
import { composeOnAws } from './compose.ts';

const app = composeOnAws(process.env).then((deps) =>
  handle(
    customerPages({
      deps,
      assets: fileAssets('./assets'),
      uploads: process.env.UPLOAD_ORIGIN ?? '',
      clientOf,
      rate: { posts: 30, links: 120 },
    }),
  ),
);
export const handler = async (...args: Parameters<ReturnType<typeof handle>>) => (await app)(...args);
