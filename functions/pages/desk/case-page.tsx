import { leadingClock } from '#domain/deadlines/clocks.ts';
import { showInstant } from '#domain/replies/format.ts';
import { StateMark } from '../parts/state.tsx';
import { caseTexts, deskTexts } from '../texts/desk.ts';
import { CaseDemands, CaseEvidence, CaseThread } from './case-content.tsx';
import type { CaseProps } from './case-context.ts';
import { CaseHistory } from './case-history.tsx';
import { CaseNotice } from './case-notice.tsx';
import { CaseRequest } from './case-request.tsx';
import { CaseContract, CaseMoney, CasePeople, CaseRelated } from './case-side.tsx';
import { CaseStarts } from './case-starts.tsx';
import { CaseClocks } from './clock-list.tsx';
import { DraftEditor } from './draft-editor.tsx';
import { DueMark, stageKey } from './due.tsx';
import { SealedReply } from './sealed-reply.tsx';
import { SentReplies, Withdraw } from './sent-replies.tsx';
import { Why } from './why.tsx';

/** One claim: what it is and by when, what was said, what surrounds it, the reply, and what happened. */
export function CasePage(props: CaseProps) {
  const { view, moment } = props;
  const { claim } = view;
  const texts = caseTexts(moment.language);
  return (
    <div class="case">
      <CaseHead {...props} />
      <CaseNotice {...props} />
      <div class="columns">
        <div>
          <CaseDemands {...props} />
          <CaseThread {...props} />
          <CaseRequest {...props} />
          <CaseEvidence {...props} />
          <section id="reply" aria-labelledby="reply-title">
            <h2 id="reply-title">{texts.sections.reply}</h2>
            <SentReplies {...props} />
            {claim.stage === 'open' && <DraftEditor {...props} />}
            {(claim.stage === 'in-approval' || claim.stage === 'approved') && <SealedReply {...props} />}
            <Withdraw {...props} />
          </section>
        </div>
        <aside aria-label={texts.sections.clocks}>
          <CaseClocks {...props} />
          <CaseStarts {...props} />
          <CasePeople {...props} />
          <CaseContract {...props} />
          <CaseMoney {...props} />
          <CaseRelated {...props} />
        </aside>
      </div>
      <CaseHistory {...props} />
    </div>
  );
}

function CaseHead({ view, moment }: CaseProps) {
  const { claim, law } = view;
  const texts = caseTexts(moment.language);
  const desk = deskTexts(moment.language);
  const clock = leadingClock(claim.clocks);
  const received = texts.received(showInstant(claim.receivedAt, moment.zone, moment.language), desk.channels[claim.channel]);
  return (
    <header class="case-head">
      <p class="case-line">
        <span class="case-reference">{claim.reference}</span>
        <StateMark tone={claim.stage === 'closed' ? 'done' : 'waiting'}>
          {desk.stages[stageKey({ stage: claim.stage, draft: claim.reply !== undefined })]}
        </StateMark>
        {clock && <DueMark due={{ at: clock.dueAt, lastDay: clock.lastDay, provisional: clock.provisional }} moment={moment} />}
      </p>
      <h1>{claim.subject}</h1>
      <p class="muted">
        {claim.account ? <a href={`/customers/${claim.account.id}`}>{claim.account.name}</a> : claim.contact.name} · {texts[claim.kind]} ·{' '}
        {received}
      </p>
      {clock && (
        <Why
          clock={clock}
          reference={claim.reference}
          confidence={law.findRule(clock.ruleId, clock.ruleVersion)?.confidence}
          moment={moment}
          withDate
        />
      )}
    </header>
  );
}
