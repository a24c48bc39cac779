import { type Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { problem, problemResponse } from '#api/problem.ts';
import { Refusal } from '#domain/errors.ts';
import type { PersonId } from '#domain/ids.ts';
import { sessionCookie } from '#pages/door.ts';
import { endSession, openSession } from '#usecases/sign-in.ts';
import { mailboxPage } from './mailbox-page.tsx';
import type { Local } from './wiring.ts';

/** Doors that exist on one machine only: sample people, the virtual clock, the mailbox, the workflows. Never part of the AWS template. */
export function localApi(local: Local, versions: Record<string, string>): Hono {
  const app = new Hono();
  const { deps, clock } = local;
  app.onError((error, c) => problemResponse(c, problem(error, 'local')));

  app.get('/local/people.json', async (c) => {
    const { people } = await deps.stores.company.everyone();
    return c.json(people.map(({ id, name, title, roles, email, department }) => ({ id, name, title, roles, email, department })));
  });
  app.post('/local/sign-in', async (c) => {
    const { person: id } = z.object({ person: z.string() }).parse(await bodyOf(c));
    const person = await deps.stores.company.person(id as PersonId);
    if (!person || person.disabled) throw new Refusal('not-found');
    const before = getCookie(c, sessionCookie);
    if (before) await endSession(deps, before);
    setCookie(c, sessionCookie, await openSession(deps, person.id), { path: '/', httpOnly: true, sameSite: 'Lax' });
    return c.json({ person: person.id, roles: person.roles });
  });

  app.get('/local/clock', (c) => c.json({ now: new Date(clock.now()).toISOString() }));
  app.post('/local/clock', async (c) => {
    const wanted = z
      .union([z.object({ advance: z.string() }), z.object({ to: z.iso.datetime({ offset: true }) })])
      .safeParse(await bodyOf(c));
    if (!wanted.success) throw new Refusal('invalid', 'give {"advance": "P10D"} or {"to": an instant}');
    const fired = await local.runTo(instantOf(wanted.data, clock.now()));
    const back = c.req.header('referer');
    if ((c.req.header('content-type') ?? '').includes('form') && back)
      return c.redirect(new URL(back).pathname + new URL(back).search, 303);
    return c.json({ now: new Date(clock.now()).toISOString(), fired });
  });

  app.get('/local/mailbox', async (c) => mailboxPage(c, await local.mailbox.list(100_000)));
  app.get('/local/mailbox.json', async (c) => {
    const mails = await local.mailbox.list(100_000);
    return c.json(
      mails.map((mail) => ({
        ...mail,
        attachments: mail.attachments.map((file) => ({ ...file, link: `/local/mailbox/${encodeURIComponent(mail.id)}/${file.index}` })),
      })),
    );
  });
  app.get('/local/mailbox/:id/:index', async (c) => {
    const file = await local.mailbox.attachment(c.req.param('id'), Number(c.req.param('index')));
    if (!file) throw new Refusal('not-found');
    return c.body(Uint8Array.from(file.bytes), 200, {
      'content-type': file.type,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
    });
  });

  app.get('/local/workflows.json', (c) => c.json(local.interpreter.list({ limit: 100_000 })));
  app.get('/local/health', async (c) => {
    const { people } = await deps.stores.company.everyone();
    const mails = await local.mailbox.list(100_000);
    return c.json({
      ready: true,
      versions,
      counts: {
        claims: claimsIn(local),
        people: people.length,
        mails: mails.length,
        workflows: local.interpreter.list({ limit: 10_000 }).length,
      },
      now: new Date(clock.now()).toISOString(),
    });
  });
  return app;
}

/** For the health page of one machine only: the application itself never counts rows. */
const claimsIn = ({ database }: Local): number =>
  z
    .object({ n: z.number() })
    .parse(database.db.prepare("select count(*) as n from item where sk = 'A' and pk between 'C#' and 'C#~'").get()).n;

async function bodyOf(c: Context): Promise<unknown> {
  if ((c.req.header('content-type') ?? '').includes('json')) return c.req.json().catch(() => undefined);
  return Object.fromEntries((await c.req.formData()).entries());
}

/** Ten years: further than any term of a claim. */
const farthest = 3653 * 86_400_000;

/** Calendar durations are counted on the UTC calendar. Backwards is refused: what was recorded cannot be later than now. */
function instantOf(wanted: { advance: string } | { to: string }, now: number): number {
  try {
    const from = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO('UTC');
    const target =
      'advance' in wanted
        ? from.add(Temporal.Duration.from(wanted.advance)).epochMilliseconds
        : Temporal.Instant.from(wanted.to).epochMilliseconds;
    if (target > now + farthest) throw new RangeError('too far');
    if (target >= now) return target;
  } catch {
    throw new Refusal('invalid', 'not a duration or instant, or more than ten years ahead');
  }
  throw new Refusal('invalid', 'the clock only goes forward');
}
