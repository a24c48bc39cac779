import type { Child } from 'hono/jsx';
import type { Language } from '#domain/claims/claim.ts';
import type { ClaimEvent, ClaimFact } from '#domain/claims/events.ts';
import { demandNames, showInstant, showMoney } from '#domain/replies/format.ts';
import { StateMark, Table } from '../parts/state.tsx';
import { caseTexts } from '../texts/desk.ts';
import type { CaseProps } from './case-context.ts';
import { needsWord } from './due.tsx';
import type { Names } from './staff-route.tsx';

const latest = 12;
const isSystem = (event: { actor: string }): boolean => event.actor.startsWith('system:');

/** Who, for whom, what, when; and whether the chain of hashes holds. */
export function CaseHistory({ view, moment, names, history }: CaseProps) {
  const texts = caseTexts(moment.language);
  const { events, brokenAt } = view;
  const shown = events.filter((event) => history === 'all' || isSystem(event) === (history === 'system'));
  const rows = shown
    .toReversed()
    .map((event) => [
      showInstant(event.at, moment.zone, moment.language),
      <ActorName event={event} names={names} language={moment.language} />,
      factLine(event.fact, names, moment.language),
    ]);
  return (
    <section aria-labelledby="history">
      <h2 id="history">{texts.sections.history}</h2>
      <p class="clock-line">
        <StateMark tone={brokenAt === undefined ? 'done' : 'overdue'}>
          {brokenAt === undefined ? texts.history.verified(events.length) : texts.history.broken(brokenAt)}
        </StateMark>
        <span class="small muted">{texts.history.filter}:</span>
        {(['all', 'people', 'system'] as const).map((which) => (
          <a class="small" href={`?history=${which}#history`} aria-current={which === history ? 'true' : undefined}>
            {texts.history.filters[which]}
          </a>
        ))}
      </p>
      <Entries rows={rows.slice(0, latest)} language={moment.language} />
      {rows.length > latest && (
        <details>
          <summary>{texts.history.older(rows.length - latest)}</summary>
          <Entries rows={rows.slice(latest)} language={moment.language} />
        </details>
      )}
    </section>
  );
}

function Entries({ rows, language }: { rows: readonly (readonly Child[])[]; language: Language }) {
  const texts = caseTexts(language);
  return (
    <div class="history">
      <Table caption={texts.sections.history} hideCaption columns={texts.history.columns.map((label) => ({ label }))} rows={rows} />
    </div>
  );
}

/** Whoever acted, and for which absent colleague. */
export function ActorName({
  event,
  names,
  language,
}: {
  event: Pick<ClaimEvent, 'actor' | 'onBehalfOf'>;
  names: Names;
  language: Language;
}) {
  const { who, forWhom } = caseTexts(language).history;
  const [kind = '', id = ''] = event.actor.split(':');
  const name =
    kind === 'person' ? names(id) : kind === 'customer' ? who.customer : kind === 'integration' ? `${who.integration} ${id}` : who.system;
  return (
    <>
      {name}
      {event.onBehalfOf && <span class="muted small"> {forWhom(names(event.onBehalfOf))}</span>}
    </>
  );
}

/** One fact as a line: its word and the one detail that matters. */
function factLine(fact: ClaimFact, names: Names, language: Language): string {
  const { facts } = caseTexts(language).history;
  const detail = detailOf(fact, names, language);
  return detail ? `${facts[fact.type]} ${detail}` : facts[fact.type];
}

function detailOf(fact: ClaimFact, names: Names, language: Language): string {
  const { because, version } = caseTexts(language).history;
  const brackets = (text: string | undefined) => (text ? `(${because[text] ?? text})` : '');
  switch (fact.type) {
    case 'account-matched':
      return `(${fact.account.name})`;
    case 'routed':
      return fact.acting === fact.owner ? names(fact.owner) : `${names(fact.owner)} → ${names(fact.acting)}`;
    case 'clocks-set':
    case 'demands-changed':
    case 'matters-set':
    case 'receipt-withheld':
      return brackets(fact.because);
    case 'clock-escalated':
    case 'approval-escalated':
      return names(fact.to);
    case 'draft-saved':
    case 'reply-approved':
    case 'reply-recalled':
      return `(${version(fact.replyVersion)})`;
    case 'reply-submitted':
      return [`№ ${fact.outgoingNumber}`, ...fact.amounts.map((sum) => showMoney(sum.amount, sum.currency, language))].join(', ');
    case 'reply-returned':
      return `(${fact.comment})`;
    case 'evidence-added':
      return `(${fact.evidence.map((file) => file.name).join(', ')})`;
    case 'claim-received':
      return fact.demands.length > 0 ? `(${fact.demands.map((demand) => demandNames[language][demand.kind]).join(', ')})` : '';
    case 'closed':
      return `(${caseTexts(language).sent.closed[fact.how]})`;
    case 'satisfaction-given':
      return String(fact.score);
    case 'raised':
      return `(${needsWord(fact.code, language)})`;
    case 'settled-by-person':
      return brackets(fact.code);
    default:
      return '';
  }
}
