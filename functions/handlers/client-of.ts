import type { Context } from 'hono';

/** The caller's address as API Gateway saw it. */
export const clientOf = (c: Context): string => {
  const event = (c.env as { event?: { requestContext?: { http?: { sourceIp?: string } } } }).event;
  return event?.requestContext?.http?.sourceIp ?? 'unknown';
};
