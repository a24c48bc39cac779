import type { ReplyState } from '#domain/claims/claim.ts';
import { showInstant, showMoney } from '#domain/replies/format.ts';
import { CsrfField, HiddenField, TextArea } from '../parts/form.tsx';
import { DefinitionList, StateMark } from '../parts/state.tsx';
import { caseTexts } from '../texts/desk.ts';
import type { CaseProps } from './case-context.ts';

/** The letter as it is sealed, who decides in which order, and the two buttons for who may. */
export function SealedReply(props: CaseProps) {
  const { view, names, moment } = props;
  const { claim } = view;
  const texts = caseTexts(moment.language).sealed;
  const { reply } = claim;
  if (!reply) return null;
  const sums = reply.amounts.map((sum) => showMoney(sum.amount, sum.currency, moment.language)).join(' + ');
  return (
    <div class="card sealed">
      <h3>{claim.stage === 'approved' ? texts.approvedTitle : texts.title}</h3>
      <p>
        <a class="button" href={`/desk/claims/${claim.reference}/letters/${reply.version}`}>
          {texts.letter(reply.outgoingNumber ?? '')}
        </a>
      </p>
      <DefinitionList
        items={[
          [texts.author, names(reply.author)],
          [texts.amounts, <strong>{sums || texts.none}</strong>],
          [texts.hash, <code class="hash">{reply.hash}</code>],
        ]}
      />
      <h3>{texts.steps}</h3>
      <ol class="steps">
        {reply.steps.map((_, index) => (
          <li>
            <Step reply={reply} index={index} {...props} />
          </li>
        ))}
      </ol>
      <Decision {...props} reply={reply} />
    </div>
  );
}

function Step({ reply, index, names, moment }: CaseProps & { reply: ReplyState; index: number }) {
  const texts = caseTexts(moment.language).sealed;
  const at = (instant: string) => showInstant(instant, moment.zone, moment.language);
  const approval = reply.approvals[index];
  if (approval) {
    const words = approval.onBehalfOf
      ? texts.doneFor(names(approval.by), names(approval.onBehalfOf), at(approval.at))
      : texts.done(names(approval.by), at(approval.at));
    return (
      <>
        <StateMark tone="done">{texts.step(index + 1)}</StateMark> {words}
      </>
    );
  }
  const now = index === reply.approvals.length;
  const eligible = reply.steps[index]?.eligible.filter((id) => !reply.approvals.some((given) => given.by === id)) ?? [];
  return (
    <>
      <StateMark tone={now ? 'soon' : 'waiting'}>{texts.step(index + 1)}</StateMark>{' '}
      {now && reply.stepSince ? texts.waits(at(reply.stepSince)) : texts.next}
      <div class="muted small">{texts.eligible(eligible.map(names).join(', '))}</div>
    </>
  );
}

function Decision({ staff, view, rights, moment, errors, typed, reply }: CaseProps & { reply: ReplyState }) {
  const { claim } = view;
  const texts = caseTexts(moment.language).sealed;
  const path = `/desk/claims/${claim.reference}`;
  if (claim.stage !== 'in-approval') return null;
  return (
    <>
      {rights.decide && (
        <div class="decide">
          <form method="post" action={`${path}/approve`}>
            <CsrfField visitor={staff} />
            <HiddenField name="hash" value={reply.hash ?? ''} />
            <p class="small">{texts.approveText}</p>
            <button type="submit" class="primary" data-key="approve">
              {texts.approve}
            </button>
          </form>
          <form method="post" action={`${path}/return`}>
            <CsrfField visitor={staff} />
            <TextArea
              name="comment"
              label={texts.comment}
              hint={texts.returnText}
              value={typed.form('comment')}
              rows={3}
              maxlength={4000}
              errors={errors}
            />
            <button type="submit" data-key="return">
              {texts.return}
            </button>
          </form>
        </div>
      )}
      {!rights.decide && <p class="muted">{rights.own ? texts.own : texts.notYou}</p>}
      {rights.recall && (
        <form method="post" action={`${path}/recall`}>
          <CsrfField visitor={staff} />
          <button type="submit" class="quiet">
            {texts.recall}
          </button>
        </form>
      )}
    </>
  );
}
