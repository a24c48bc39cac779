import { splitByRight } from '#domain/claims/information.ts';
import type { Clock } from '#domain/deadlines/clocks.ts';
import { showInstant } from '#domain/replies/format.ts';
import { CsrfField, TextArea } from '../parts/form.tsx';
import { caseTexts } from '../texts/desk.ts';
import type { CaseProps } from './case-context.ts';

/** A question to the customer: which clocks it stops and which it does not, before it is sent; then how it stands. */
export function CaseRequest(props: CaseProps) {
  const { view, moment, names, rights } = props;
  const { request, clocks, stage } = view.claim;
  const texts = caseTexts(moment.language).request;
  const when = request ? showInstant(request.at, moment.zone, moment.language) : '';
  const waits = request?.state === 'sending' || request?.state === 'open';
  const mayAsk = rights.work && !waits && (stage === 'open' || stage === 'in-approval' || stage === 'approved');
  if (!request && !mayAsk) return null;
  const stopped = clocks.filter((clock) => clock.state === 'paused' && clock.pauses.at(-1)?.evidence === request?.mailId);
  return (
    <section id="request" aria-labelledby="request-title">
      <h2 id="request-title">{texts.title}</h2>
      {request?.state === 'sending' && <p>{texts.sending(when)}</p>}
      {request?.state === 'open' && (
        <>
          <p>{texts.open(when, names(request.by))}</p>
          <ClockNames lead={texts.stopped} clocks={stopped} none={texts.none} {...props} />
        </>
      )}
      {request?.state === 'answered' && <p class="muted">{texts.answered(when)}</p>}
      {mayAsk && <RequestForm {...props} />}
    </section>
  );
}

function RequestForm(props: CaseProps) {
  const { staff, view, moment, errors, typed } = props;
  const texts = caseTexts(moment.language).request;
  const { stop, runOn } = splitByRight(view.claim.clocks, new Date(moment.now).toISOString());
  return (
    <details open={errors.has('question')}>
      <summary>{texts.question}</summary>
      <form method="post" action={`/desk/claims/${view.claim.reference}/request`}>
        <CsrfField visitor={staff} />
        <p class="hint">{texts.lead}</p>
        <TextArea name="question" label={texts.question} value={typed.form('question')} errors={errors} maxlength={5000} />
        <ClockNames lead={texts.stop} clocks={stop} none={texts.stopNone} {...props} />
        {runOn.length > 0 && <ClockNames lead={texts.runOn} clocks={runOn} none="" {...props} />}
        <button type="submit">{texts.send}</button>
      </form>
    </details>
  );
}

function ClockNames({ lead, clocks, none, moment }: CaseProps & { lead: string; clocks: readonly Clock[]; none: string }) {
  if (clocks.length === 0) return <p>{none}</p>;
  return (
    <>
      <p>{lead}</p>
      <ul>
        {clocks.map((clock) => (
          <li>
            {clock.title[moment.language]} <span class="muted small">{clock.clause[moment.language]}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
