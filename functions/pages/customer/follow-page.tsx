import type { Claim } from '#domain/claims/claim.ts';
import { explain } from '#domain/deadlines/explain.ts';
import { demandNames, fileSize, outcomeNames, showInstant, showMoney } from '#domain/replies/format.ts';
import type { CustomerView } from '#usecases/follow-claim.ts';
import type { Visitor } from '../door.ts';
import { CsrfField, ErrorSummary, type Errors, noErrors, TextArea } from '../parts/form.tsx';
import { dateWithDistance, type Moment } from '../parts/format.ts';
import { Page } from '../parts/layout.tsx';
import { DefinitionList, Hash, Table, Timeline, type TimelineStep } from '../parts/state.tsx';
import { customerTexts } from '../texts/customer.ts';
import { t } from '../texts/texts.ts';
import { FilesField } from './claim-form.tsx';

export type FollowProps = {
  visitor: Visitor;
  view: CustomerView;
  token: string;
  moment: Moment;
  /** Just handed in: the page is the confirmation. */
  fresh?: boolean;
  done?: 'message' | 'accepted' | 'disputed' | 'rated' | undefined;
  errors?: Errors;
  typed?: { message?: string; dispute?: string };
};

/** The customer's page: where the claim stands, what comes next and by when, the answer, and what they can do. */
export function FollowPage({ visitor, view, token, moment, fresh = false, done, errors = noErrors, typed = {} }: FollowProps) {
  const texts = customerTexts(visitor.language).claim;
  const { claim } = view;
  return (
    <Page title={texts.title(claim.reference)} visitor={visitor} flash={done ? texts.done[done] : undefined}>
      <ErrorSummary errors={errors} title={t(visitor.language).form.problem} />
      {fresh ? <h1>{texts.received}</h1> : <h1>{claim.subject}</h1>}
      <p>
        <span class="reference" data-copy>
          {claim.reference}
        </span>{' '}
        <button type="button" class="quiet compact" data-copy-button data-copied={texts.copied} hidden>
          {texts.copy}
        </button>
      </p>
      {fresh && <p>{texts.receivedText(claim.contact.email)}</p>}
      <h2>{texts.where}</h2>
      <Timeline steps={stepsOf(claim, view, moment)} words={texts.words} />
      {view.next && (
        <details>
          <summary>{texts.why}</summary>
          <ol>
            {explain(view.next.steps, visitor.language).map((line) => (
              <li>{line}</li>
            ))}
          </ol>
        </details>
      )}
      {view.responsible && (
        <>
          <h2>{texts.answersYou}</h2>
          <p>
            <strong>{visitor.language === 'ru' ? view.responsible.nameRu : view.responsible.name}</strong>
            <br />
            <span class="muted">{visitor.language === 'ru' ? view.responsible.titleRu : view.responsible.title}</span>
          </p>
        </>
      )}
      <Answer visitor={visitor} view={view} token={token} moment={moment} errors={errors} typed={typed.dispute} />
      <h2>{texts.youAsked}</h2>
      <Demands claim={claim} language={visitor.language} />
      <h2>{texts.files}</h2>
      {claim.evidence.length === 0 ? (
        <p class="muted">{texts.noFiles}</p>
      ) : (
        <ul>
          {claim.evidence
            .filter((file) => file.from === 'customer')
            .map((file) => (
              <li>
                <a href={`/c/${token}/files/${file.id}`}>{file.name}</a>{' '}
                <span class="muted">({fileSize(file.size, visitor.language)})</span> <Hash sha256={file.sha256} />
              </li>
            ))}
        </ul>
      )}
      <h2>{texts.messages}</h2>
      {view.messages.map((message) => (
        <div class="panel">
          <p class="muted small">
            {message.from === 'company' ? texts.asked : texts.wrote} · {showInstant(message.at, moment.zone, visitor.language)}
          </p>
          <p class="message-text">{message.text}</p>
        </div>
      ))}
      {claim.stage !== 'closed' && (
        <form method="post" action={`/c/${token}/message`} enctype="multipart/form-data">
          <h2>{texts.add}</h2>
          <CsrfField visitor={visitor} />
          <TextArea name="text" label={texts.message} value={typed.message} errors={errors} rows={4} />
          <FilesField visitor={visitor} uploads={[]} errors={errors} action={`/c/${token}/uploads`} />
          <div class="buttons">
            <button type="submit">{texts.send}</button>
          </div>
        </form>
      )}
      <Rating visitor={visitor} claim={claim} token={token} />
    </Page>
  );
}

function Demands({ claim, language }: { claim: Claim; language: Visitor['language'] }) {
  const texts = customerTexts(language).claim;
  if (claim.demands.length === 0) return <p>{texts.complaint}</p>;
  const told = claim.sent.length > 0;
  return (
    <Table
      caption={texts.youAsked}
      hideCaption
      columns={texts.demandColumns.map((label, index) => ({ label, number: index === 1 || index === 3 }))}
      rows={claim.demands.map((demand) => [
        <>
          <strong>{demandNames[language][demand.kind]}</strong>
          {demand.text && <div class="muted">{demand.text}</div>}
        </>,
        demand.asked ? showMoney(demand.asked.amount, demand.asked.currency, language) : '—',
        told && demand.answer ? outcomeNames[language][demand.answer.outcome] : texts.openAnswer,
        told && demand.answer?.granted ? showMoney(demand.answer.granted.amount, demand.answer.granted.currency, language) : '—',
        told && demand.answer ? `${demand.answer.reason} (${demand.answer.source})` : '—',
      ])}
    />
  );
}

function stepsOf(claim: Claim, view: CustomerView, moment: Moment): TimelineStep[] {
  const texts = customerTexts(moment.language).claim;
  const at = (instant: string) => showInstant(instant, moment.zone, moment.language);
  const due = view.next && dateWithDistance(view.next.lastDay, moment);
  const by = due ? texts.by(due.text, due.distance) : undefined;
  const last = claim.sent.findLast((sent) => sent.delivery === 'sent' || sent.delivery === 'bounced');
  const again = last !== undefined && claim.stage !== 'answered' && claim.stage !== 'closed';
  const steps: TimelineStep[] = [{ state: 'done', title: texts.steps.received, when: at(claim.receivedAt) }];
  if (!last) {
    steps.push({ state: 'now', title: texts.steps.examined }, { state: 'next', title: texts.steps.answered, when: by });
    return [...steps, { state: 'next', title: texts.steps.you }];
  }
  steps.push({ state: 'done', title: texts.steps.examined }, { state: 'done', title: texts.steps.answered, when: at(last.at) });
  if (again) return [...steps, { state: 'now', title: texts.steps.disputed }, { state: 'next', title: texts.steps.answered, when: by }];
  if (claim.stage === 'closed')
    return [
      ...steps,
      {
        state: 'done',
        title: texts.steps.closed,
        when: claim.closed && at(claim.closed.at),
        note: claim.closed && texts.closedHow[claim.closed.how],
      },
    ];
  return [...steps, { state: 'now', title: texts.steps.you }, { state: 'next', title: texts.steps.closed }];
}

function Answer({
  visitor,
  view,
  token,
  moment,
  errors,
  typed,
}: {
  visitor: Visitor;
  view: CustomerView;
  token: string;
  moment: Moment;
  errors: Errors;
  typed?: string | undefined;
}) {
  const texts = customerTexts(visitor.language).claim;
  const { claim, letters } = view;
  if (letters.length === 0) return null;
  return (
    <>
      <h2>{texts.letters}</h2>
      {letters.map((letter) => (
        <div class="card">
          <h3>{texts.letter(letter.outgoingNumber, dateWithDistance(letter.at, moment).text)}</h3>
          <p>
            <a href={letter.url}>{texts.read}</a>
          </p>
          <DefinitionList items={[[texts.fingerprint, <code class="hash">{letter.sha256}</code>]]} />
        </div>
      ))}
      {claim.stage === 'answered' && (
        <div class="card">
          <h3>{texts.decide}</h3>
          <form method="post" action={`/c/${token}/accept`}>
            <CsrfField visitor={visitor} />
            <p>{texts.acceptText}</p>
            <button type="submit" class="primary">
              {texts.accept}
            </button>
          </form>
          <details open={errors.has('dispute') || errors.has('demands')}>
            <summary>{texts.dispute}</summary>
            <form method="post" action={`/c/${token}/dispute`}>
              <CsrfField visitor={visitor} />
              {claim.demands.length > 0 && (
                <fieldset id="f-demands">
                  <legend>{texts.disputeWhich}</legend>
                  {claim.demands.map((demand) => (
                    <label class="choice">
                      <input type="checkbox" name="demand" value={demand.id} />
                      {demandNames[visitor.language][demand.kind]}
                      {demand.asked ? `, ${showMoney(demand.asked.amount, demand.asked.currency, visitor.language)}` : ''}
                    </label>
                  ))}
                </fieldset>
              )}
              <TextArea name="dispute" label={texts.disputeText} value={typed} errors={errors} rows={4} />
              <button type="submit">{texts.dispute}</button>
            </form>
          </details>
        </div>
      )}
    </>
  );
}

function Rating({ visitor, claim, token }: { visitor: Visitor; claim: Claim; token: string }) {
  const texts = customerTexts(visitor.language).claim;
  if (claim.stage !== 'closed') return null;
  if (claim.satisfaction) return <p>{texts.rated(claim.satisfaction)}</p>;
  return (
    <form method="post" action={`/c/${token}/rating`} class="card">
      <CsrfField visitor={visitor} />
      <fieldset>
        <legend>{texts.rate}</legend>
        {texts.rates.map((label, index) => (
          <label class="choice">
            <input type="radio" name="score" value={String(index + 1)} required />
            {label}
          </label>
        ))}
      </fieldset>
      <button type="submit">{texts.rateSend}</button>
    </form>
  );
}
