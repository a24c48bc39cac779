import type { SentReply } from '#domain/claims/claim.ts';
import { showInstant } from '#domain/replies/format.ts';
import { CsrfField } from '../parts/form.tsx';
import { DefinitionList, StateMark, type Tone } from '../parts/state.tsx';
import { caseTexts } from '../texts/desk.ts';
import type { CaseProps } from './case-context.ts';

const tones: Record<SentReply['delivery'], Tone> = { sending: 'waiting', sent: 'done', unknown: 'soon', bounced: 'overdue' };

/** Letters that left, when, what became of them, and how the claim ended. */
export function SentReplies(props: CaseProps) {
  const { view, moment } = props;
  const { claim } = view;
  const texts = caseTexts(moment.language);
  const at = (instant: string) => showInstant(instant, moment.zone, moment.language);
  const disputed = claim.sent.length > 0 && claim.stage === 'open';
  return (
    <>
      {claim.sent.length > 0 && <h3>{texts.sent.title}</h3>}
      {claim.sent.map((sent) => (
        <div class="card">
          <p class="clock-line">
            <a href={`/desk/claims/${claim.reference}/letters/${sent.version}`}>{texts.sealed.letter(sent.outgoingNumber)}</a>
            <StateMark tone={tones[sent.delivery]}>{texts.sent.delivery[sent.delivery]}</StateMark>
            <span class="muted small">{at(sent.at)}</span>
          </p>
          <DefinitionList items={[[texts.sealed.hash, <code class="hash">{sent.hash}</code>]]} />
        </div>
      ))}
      {claim.stage === 'answered' && <p>{texts.sent.waiting}</p>}
      {disputed && <p>{texts.sent.disputed}</p>}
      {claim.closed && (
        <p>
          <StateMark tone="done">{texts.sent.closedOn(at(claim.closed.at))}</StateMark> {texts.sent.closed[claim.closed.how]}
        </p>
      )}
      {claim.satisfaction && <p>{texts.sent.rating(claim.satisfaction)}</p>}
    </>
  );
}

/** The customer took the claim back; the desk closes it. */
export function Withdraw({ staff, view, rights, moment }: CaseProps) {
  const { claim } = view;
  if (!rights.work || claim.stage === 'closed' || claim.stage === 'sending') return null;
  const texts = caseTexts(moment.language).withdraw;
  return (
    <details>
      <summary>{texts.title}</summary>
      <form method="post" action={`/desk/claims/${claim.reference}/withdraw`}>
        <CsrfField visitor={staff} />
        <p>{texts.text}</p>
        <button type="submit" class="danger">
          {texts.submit}
        </button>
      </form>
    </details>
  );
}
