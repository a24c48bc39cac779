import type { Claim } from '#domain/claims/claim.ts';
import { showInstant, showMoney } from '#domain/replies/format.ts';
import type { Moment } from '../parts/format.ts';
import { Empty } from '../parts/state.tsx';
import { deskTexts } from '../texts/desk.ts';
import type { Names } from './staff-route.tsx';

/** Letters that wait for this person, with since when, how much and whose. */
export function ApprovalsPage({ claims, names, moment }: { claims: readonly Claim[]; names: Names; moment: Moment }) {
  const texts = deskTexts(moment.language).approvals;
  if (claims.length === 0) {
    return (
      <>
        <h1>{texts.title}</h1>
        <Empty title={texts.empty}>{texts.emptyText}</Empty>
      </>
    );
  }
  return (
    <>
      <h1>{texts.title}</h1>
      <p>{texts.lead}</p>
      <div class="table-wrap">
        <table class="cards rows">
          <caption class="visually-hidden">{texts.title}</caption>
          <thead>
            <tr>
              {texts.columns.map((label) => (
                <th scope="col">{label}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {claims.map((claim) => (
              <ApprovalRow claim={claim} names={names} moment={moment} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function ApprovalRow({ claim, names, moment }: { claim: Claim; names: Names; moment: Moment }) {
  const texts = deskTexts(moment.language).approvals;
  const { reply } = claim;
  const [since, , customer, , amount, author] = texts.columns;
  if (!reply) return null;
  const path = `/desk/claims/${claim.reference}`;
  return (
    <tr data-row data-href={path}>
      <td data-label={since}>{showInstant(reply.stepSince ?? claim.receivedAt, moment.zone, moment.language)}</td>
      <td class="nowrap">
        <a class="row-link" href={`${path}#reply`}>
          {claim.reference}
        </a>
      </td>
      <td data-label={customer}>{claim.account?.name ?? claim.contact.name}</td>
      <td>{claim.subject}</td>
      <td data-label={amount}>
        {reply.amounts.length === 0
          ? texts.noMoney
          : reply.amounts.map((sum) => showMoney(sum.amount, sum.currency, moment.language)).join(' + ')}
      </td>
      <td data-label={author}>
        {names(reply.author)}
        {reply.steps.length > 1 && <div class="muted small">{texts.step(reply.approvals.length + 1, reply.steps.length)}</div>}
      </td>
    </tr>
  );
}
