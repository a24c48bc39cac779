import type { Actor } from '#domain/actor.ts';
import { Refusal } from '#domain/errors.ts';
import type { PersonId } from '#domain/ids.ts';
import { may } from '#domain/policy.ts';
import type { Person } from '#domain/routing/people.ts';
import type { ClockRow } from '#stores/claim-store.ts';
import type { Link } from '#stores/link-store.ts';
import { authorise } from './authorise.ts';
import { type Deps, isoNow } from './deps.ts';
import { claimLinkDays } from './links.ts';

/** 'mine': the clocks on which the person acts; 'legal': all clocks of the company. */
export const feedKinds = ['mine', 'legal'] as const;
export type FeedKind = (typeof feedKinds)[number];
export type Feed = { id: string; kind: FeedKind; madeAt: string; fetchedAt?: string | undefined; expiresAt: string };

const mostFeeds = 10;
const day = 86_400_000;
const [daysBack, daysAhead, mostEvents, page] = [60, 400, 5000, 1000];
/** Programs ask every hour or oftener; noting it more than this often would only cost writes. */
const notedEvery = 600_000;

const subjectOf = (kind: FeedKind, person: PersonId): string => `feed-${kind}-${person}`;
const mayHave = ({ roles }: Person, kind: FeedKind): boolean =>
  kind === 'legal' ? roles.includes('legal') : may(roles, 'home.read', 'own');

/** Makes a secret address for a calendar program; the answer is the only place where its token ever stands. Refuses ('forbidden') a kind that is not theirs. */
export async function makeFeed(deps: Deps, actor: Actor, kind: FeedKind): Promise<string> {
  const { person } = await authorise(deps, actor, 'home.read');
  if (!mayHave(person, kind)) throw new Refusal('forbidden');
  if ((await feedsOf(deps, person)).length >= mostFeeds) throw new Refusal('invalid', undefined, [{ path: 'kind', code: 'too-many' }]);
  const now = deps.clock.now();
  const { token, link } = deps.stores.links.make(deps.config.linkSecret, deps.newId(16), {
    purpose: 'feed',
    subject: subjectOf(kind, person.id),
    madeAt: new Date(now).toISOString(),
    expiresAt: new Date(now + claimLinkDays * day).toISOString(),
  });
  await deps.stores.mails.write([deps.stores.links.linkWrite(link)]);
  return `${deps.config.publicUrl}/feeds/${token}.ics`;
}

/** The person's addresses that still work, newest first, and which kinds they may have. The id is no key to the calendar. */
export async function listFeeds(deps: Deps, actor: Actor): Promise<{ feeds: Feed[]; kinds: FeedKind[] }> {
  const { person } = await authorise(deps, actor, 'home.read');
  const feeds = (await feedsOf(deps, person)).map(({ link, kind }) => ({
    id: publicId(link),
    kind,
    madeAt: link.madeAt ?? '',
    fetchedAt: link.fetchedAt,
    expiresAt: link.expiresAt,
  }));
  return { feeds: feeds.toSorted((a, b) => (a.madeAt > b.madeAt ? -1 : 1)), kinds: feedKinds.filter((kind) => mayHave(person, kind)) };
}

/** Makes one's own address void. Another person's looks like none ('not-found'). */
export async function revokeFeed(deps: Deps, actor: Actor, id: string): Promise<void> {
  const { person } = await authorise(deps, actor, 'home.read');
  const found = (await feedsOf(deps, person)).find(({ link }) => publicId(link) === id);
  if (!found) throw new Refusal('not-found');
  await deps.stores.links.change(found.link.hash, { revoked: true });
}

// The link's own id together with the server's secret makes its token: it stays inside.
const publicId = (link: Link): string => link.hash.slice(0, 16);

async function feedsOf(deps: Deps, person: Person): Promise<{ link: Link; kind: FeedKind }[]> {
  const now = isoNow(deps);
  const found = await Promise.all(
    feedKinds.map(async (kind) => (await deps.stores.links.ofSubject(subjectOf(kind, person.id))).map((link) => ({ link, kind }))),
  );
  return found.flat().filter(({ link }) => !link.revoked && link.expiresAt > now);
}

export type FeedView = { person: Person; kind: FeedKind; rows: ClockRow[] };

/**
 * What the calendar behind a token shows: open clocks due from 60 days back to 400 ahead, at most 5,000. Refuses ('not-found') an unknown, revoked or expired
 * token alike, and one whose person is disabled or no longer has the role.
 */
export async function readFeed(deps: Deps, token: string): Promise<FeedView> {
  const link = await deps.stores.links.open(token, 'feed', isoNow(deps));
  const { people } = await deps.stores.company.everyone();
  const person = people.find((candidate) => feedKinds.some((kind) => link?.subject === subjectOf(kind, candidate.id)));
  const kind = person && feedKinds.find((candidate) => link?.subject === subjectOf(candidate, person.id));
  if (!link || !person || !kind || person.disabled || !mayHave(person, kind)) throw new Refusal('not-found');
  const now = deps.clock.now();
  if (now - Date.parse(link.fetchedAt ?? '1970-01-01') >= notedEvery)
    await deps.stores.links.change(link.hash, { fetchedAt: new Date(now).toISOString() });
  return { person, kind, rows: await openRows(deps, now, kind === 'mine' ? person.id : undefined) };
}

async function openRows(deps: Deps, now: number, person: PersonId | undefined): Promise<ClockRow[]> {
  const range = { from: new Date(now - daysBack * day).toISOString(), to: new Date(now + daysAhead * day).toISOString(), person };
  const rows: ClockRow[] = [];
  for (let cursor: string | undefined; ; ) {
    const found = await deps.stores.claims.openClocks({ ...range, limit: page, cursor });
    rows.push(...found.rows);
    cursor = found.cursor;
    if (!cursor || rows.length >= mostEvents) return rows.slice(0, mostEvents);
  }
}
