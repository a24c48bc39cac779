import type { Context } from 'hono';
import { Refusal } from '#domain/errors.ts';
import type { CounterClaimId } from '#domain/ids.ts';
import { type Deps, isoNow } from '#usecases/deps.ts';
import { disputeCounterClaim } from '#usecases/dispute-counter-claim.ts';
import { followCounterClaim } from '#usecases/follow-counter-claim.ts';
import { takeFiles } from '#usecases/upload-files.ts';
import { field, fields, formOf, type Visitor } from '../door.ts';
import { noErrors } from '../parts/form.tsx';
import type { Moment } from '../parts/format.ts';
import { html } from '../parts/layout.tsx';
import { filesOf, ownerOf, postUpload } from './form-files.ts';
import { sentences } from './read-form.ts';
import { nothingTyped, type TypedDispute } from './sheet-disputes.tsx';
import { SheetPage, type SheetProps } from './sheet-page.tsx';

const tokenOf = (c: Context): string => c.req.param('token') ?? '';
/** Lines that one form may name; a sheet has fewer. */
const mostLines = 50;

async function sheetActor(deps: Deps, c: Context) {
  const link = await deps.stores.links.open(tokenOf(c), 'counter-claim', isoNow(deps));
  if (!link) throw new Refusal('not-found');
  return { kind: 'customer', counterClaim: link.subject as CounterClaimId } as const;
}

export async function showSheet(
  deps: Deps,
  c: Context,
  visitor: Visitor,
  { errors = noErrors, typed = nothingTyped }: Partial<Pick<SheetProps, 'errors' | 'typed'>> = {},
): Promise<Response> {
  const pay = c.req.method === 'GET' ? (c.req.query('pay') ?? '').slice(0, 20) : '';
  const view = await followCounterClaim(deps, await sheetActor(deps, c), pay);
  const wrong = view.wrongDay ? sentences([{ path: 'pay', code: view.wrongDay }], visitor.language) : errors;
  const { zone } = deps.config.company;
  const moment: Moment = { now: deps.clock.now(), zone, country: view.counterClaim.country, language: visitor.language };
  const page = (
    <SheetPage
      visitor={visitor}
      view={view}
      token={tokenOf(c)}
      moment={moment}
      disputed={c.req.query('done') === 'disputed'}
      pay={pay}
      errors={wrong}
      typed={typed}
    />
  );
  return html(c, page, wrong.size > 0 ? 400 : 200);
}

export async function postSheetDispute(deps: Deps, c: Context, visitor: Visitor): Promise<Response> {
  const actor = await sheetActor(deps, c);
  const typed = await typedDispute(c);
  try {
    const uploads = (await fields(c, 'upload')).map((value) => value.slice(0, 32));
    const evidence = await takeFiles(deps, { uploads, owner: ownerOf(visitor), files: await filesOf(c) });
    const disputed = typed.chosen.map((invoiceId) => ({ invoiceId, amount: amountOf(typed.amounts.get(invoiceId)) }));
    await disputeCounterClaim(deps, actor, {
      text: typed.text,
      disputed,
      files: evidence.map(({ name, key, sha256, size }) => ({ name, key, sha256, size })),
    });
    return c.redirect(`/s/${tokenOf(c)}?done=disputed`, 303);
  } catch (error) {
    if (!(error instanceof Refusal) || error.fields.length === 0) throw error;
    return showSheet(deps, c, visitor, { errors: sentences(error.fields, visitor.language), typed });
  }
}

export async function postSheetUpload(deps: Deps, c: Context, visitor: Visitor): Promise<Response> {
  await sheetActor(deps, c);
  return postUpload(deps, c, ownerOf(visitor));
}

/** As typed. Whoever names an amount means that line, ticked or not. */
async function typedDispute(c: Context): Promise<TypedDispute> {
  const amounts = new Map<string, string>();
  for (const [name, value] of await formOf(c))
    if (name.startsWith('amount.') && typeof value === 'string' && value.trim())
      amounts.set(name.slice('amount.'.length), value.trim().slice(0, 40));
  const chosen = [...new Set([...(await fields(c, 'line')), ...amounts.keys()])].slice(0, mostLines);
  return { text: (await field(c, 'text')).replaceAll('\r\n', '\n').replaceAll('\0', ''), amounts, chosen };
}

/** "1 200,50" as "1200.50"; what is no amount stays for the rule to refuse. */
const amountOf = (typed: string | undefined): string | undefined => typed?.replaceAll(/\s/g, '').replace(',', '.');
