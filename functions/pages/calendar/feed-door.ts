import type { Context } from 'hono';
import { readFeed } from '#usecases/calendar-feed.ts';
import type { Deps } from '#usecases/deps.ts';
import { calendarTexts } from '../texts/calendar.ts';

/** The calendar behind a secret address, with or without ".ics" at its end, in its person's language. */
export async function sendFeed(deps: Deps, c: Context): Promise<Response> {
  const token = (c.req.param('token') ?? '').replace(/\.ics$/, '');
  const { person, kind, rows } = await readFeed(deps, token);
  const { language } = person;
  const [law, { feedIcs }] = await Promise.all([deps.stores.law.current(), import('./feed-ics.ts')]);
  const name = calendarTexts(language).names[kind];
  return c.body(feedIcs({ rows, law, language, publicUrl: deps.config.publicUrl, name }), 200, {
    'Content-Type': 'text/calendar; charset=utf-8',
    'Content-Disposition': 'inline; filename="redress.ics"',
    'Cache-Control': 'private, no-cache',
  });
}
