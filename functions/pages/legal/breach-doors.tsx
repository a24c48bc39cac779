import type { Context } from 'hono';
import type { Language } from '#domain/claims/claim.ts';
import { csvOf } from '#domain/csv.ts';
import { Refusal } from '#domain/errors.ts';
import type { FoundBreaches } from '#stores/breach-store.ts';
import type { Deps } from '#usecases/deps.ts';
import { listBreaches } from '#usecases/list-breaches.ts';
import { momentOf, type StaffHandlersUnder, show } from '../desk/staff-route.tsx';
import type { Staff } from '../door.ts';
import { contractTexts } from '../texts/contract.ts';
import { BreachesPage } from './breaches-page.tsx';

/** What was found, by day. */
export const breachDoors = (deps: Deps): StaffHandlersUnder<'/breaches'> => ({
  'GET /breaches': async (c, staff) => {
    try {
      const list = await listBreaches(deps, staff.actor, { ...askedOf(c), limit: 100 });
      const body = <BreachesPage list={list} kind={kindOf(c, staff)} moment={momentOf(deps, staff)} />;
      return await show(deps, c, staff, { title: contractTexts(staff.language).breaches.title, current: 'breaches' }, body);
    } catch (error) {
      // An old link into a list that has moved on since: from its beginning, then.
      if (c.req.query('cursor') && error instanceof Refusal && error.code === 'invalid') return c.redirect('/breaches', 302);
      throw error;
    }
  },
  'GET /breaches.csv': (c, staff) => sendCsv(deps, c, staff),
});

const askedOf = (c: Context) => ({ day: c.req.query('day'), cursor: c.req.query('cursor') || undefined });
function kindOf(c: Context, { language }: Staff): string | undefined {
  const asked = c.req.query('kind') ?? '';
  return Object.hasOwn(contractTexts(language).breaches.kinds, asked) ? asked : undefined;
}

/** Every row that fits, page after page as the reader takes them. */
async function sendCsv(deps: Deps, c: Context, staff: Staff): Promise<Response> {
  const { day } = askedOf(c);
  const kind = kindOf(c, staff);
  const read = (cursor?: string) => listBreaches(deps, staff.actor, { day, cursor, limit: 500 });
  const first = await read(); // before the answer begins, so that a refusal is still a page
  let page: Awaited<ReturnType<typeof read>> | undefined = first;
  const text = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(out) {
      out.enqueue(text.encode(`\uFEFF${lineOf(contractTexts(staff.language).breaches.csvHead)}`));
    },
    async pull(out) {
      if (!page) return out.close();
      out.enqueue(text.encode(page.found.map((found) => linesOf(found, kind, staff.language)).join('')));
      page = page.cursor ? await read(page.cursor) : undefined;
    },
  });
  return c.body(body, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="breaches-${first.day}.csv"`,
  });
}

const lineOf = (cells: readonly string[]): string => csvOf([cells]);

function linesOf(
  { day, accountName, accountId, contractNumber, currency, breaches }: FoundBreaches,
  kind: string | undefined,
  language: Language,
): string {
  const texts = contractTexts(language).breaches;
  return breaches
    .filter((breach) => !kind || breach.kind === kind)
    .map((breach) =>
      lineOf([
        day,
        accountName,
        accountId,
        contractNumber,
        texts.kinds[breach.kind],
        breach.number,
        breach.subject[language],
        breach.since,
        String(breach.days),
        breach.amount,
        breach.open,
        currency,
        breach.clause[language],
        breach.evidence.map(({ what, number, date }) => `${texts.facts[what]} ${number} ${date}`).join('; '),
        texts.decisions[breach.decision],
        breach.counterClaimId ?? '',
      ]),
    )
    .join('');
}
