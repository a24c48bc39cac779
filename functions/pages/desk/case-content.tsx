import { demandKinds } from '#domain/claims/claim.ts';
import { foldQuote } from '#domain/claims/quote.ts';
import { currencies } from '#domain/money.ts';
import { demandNames, fileSize, outcomeNames, showInstant, showMoney } from '#domain/replies/format.ts';
import type { ClaimMessage } from '#stores/claim-store.ts';
import { CsrfField, Field, Select } from '../parts/form.tsx';
import { Hash, StateMark, Table } from '../parts/state.tsx';
import { caseTexts, deskTexts } from '../texts/desk.ts';
import { t } from '../texts/texts.ts';
import type { CaseProps } from './case-context.ts';

/** What the customer asks for, and what the reply says to each. */
export function CaseDemands(props: CaseProps) {
  const { view, moment, rights } = props;
  const { claim } = view;
  const { language } = moment;
  const texts = caseTexts(language);
  const sum = (money: { amount: string; currency: 'EUR' | 'RUB' | 'GBP' | 'USD' | 'CHF' } | undefined) =>
    money ? showMoney(money.amount, money.currency, language) : '—';
  return (
    <section aria-labelledby="demands-title">
      <h2 id="demands-title">{texts.sections.demands}</h2>
      {claim.demands.length === 0 ? (
        <p>{texts.demands.none}</p>
      ) : (
        <Table
          caption={texts.sections.demands}
          hideCaption
          columns={texts.demands.columns.map((label, index) => ({ label, number: index === 1 || index === 3 }))}
          rows={claim.demands.map(({ kind, text, asked, answer }) => [
            <>
              <strong>{demandNames[language][kind]}</strong>
              {text && <div class="muted small">{text}</div>}
            </>,
            sum(asked),
            answer ? outcomeNames[language][answer.outcome] : <span class="muted">{texts.demands.open}</span>,
            sum(answer?.granted),
            answer ? (
              <>
                {answer.reason || '—'}
                {answer.source && <div class="muted small">{answer.source}</div>}
              </>
            ) : (
              '—'
            ),
          ])}
        />
      )}
      {claim.wish && (
        <p>
          <span class="muted">{texts.demands.wish}:</span> {claim.wish}
        </p>
      )}
      {rights.work && claim.stage === 'open' && <DemandsForm {...props} />}
    </section>
  );
}

function DemandsForm({ staff, view, moment, errors, typed }: CaseProps) {
  const { claim } = view;
  const texts = caseTexts(moment.language).demands;
  const cards = Math.min(20, claim.demands.length + 1);
  const open = [...errors.keys()].some((path) => path.startsWith('demands') || path === 'because');
  return (
    <details open={open}>
      <summary>{texts.change}</summary>
      <form method="post" action={`/desk/claims/${claim.reference}/demands`}>
        <CsrfField visitor={staff} />
        <p class="hint">{texts.changeHint}</p>
        {Array.from({ length: cards }, (_, index) => {
          const demand = claim.demands[index];
          const path = `demands.${index}`;
          const value = (name: string, kept: string | undefined) => typed.form(`${path}.${name}`) ?? kept;
          return (
            <fieldset class="card" id={index === 0 ? 'f-demands' : undefined}>
              <legend>{texts.n(index + 1)}</legend>
              <div class="row">
                <Select
                  name={`${path}.kind`}
                  label={texts.kind}
                  value={value('kind', demand?.kind)}
                  empty={texts.none2}
                  errors={errors}
                  options={demandKinds.map((kind) => ({ value: kind, label: demandNames[moment.language][kind] }))}
                />
                <Field
                  name={`${path}.amount`}
                  label={texts.amount}
                  value={value('amount', demand?.asked?.amount)}
                  inputmode="decimal"
                  errors={errors}
                />
                <Select
                  name={`${path}.currency`}
                  label={t(moment.language).form.currency}
                  value={value('currency', demand?.asked?.currency)}
                  errors={errors}
                  options={currencies.map((code) => ({ value: code, label: code }))}
                />
              </div>
              <Field name={`${path}.text`} label={texts.text} value={value('text', demand?.text)} maxlength={2000} errors={errors} />
            </fieldset>
          );
        })}
        <Field name="because" label={texts.because} value={typed.form('because')} errors={errors} maxlength={500} />
        <button type="submit">{texts.save}</button>
      </form>
    </details>
  );
}

/** Messages as letters; what they quote is folded. */
export function CaseThread({ view, moment, names }: CaseProps) {
  const texts = caseTexts(moment.language);
  return (
    <section aria-labelledby="thread-title">
      <h2 id="thread-title">{texts.sections.thread}</h2>
      {view.messages.length === 0 && <p class="muted">{texts.thread.empty}</p>}
      {view.messages.map((message) => (
        <Letter
          message={message}
          reference={view.claim.reference}
          moment={moment}
          author={message.from === 'company' ? names(message.author) : message.author}
        />
      ))}
    </section>
  );
}

function Letter({
  message,
  reference,
  moment,
  author,
}: {
  message: ClaimMessage;
  reference: string;
  moment: CaseProps['moment'];
  author: string;
}) {
  const texts = caseTexts(moment.language).thread;
  const { visible, quoted } = foldQuote(message.text);
  const channels: Record<string, string> = deskTexts(moment.language).channels;
  return (
    <article class={`letter ${message.from}`}>
      <p class="letter-head">
        <strong>{author}</strong>{' '}
        <span class="muted small">
          {[texts[message.from], channels[message.channel], showInstant(message.at, moment.zone, moment.language)]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </p>
      {message.review && (
        <p>
          <StateMark tone="soon">{texts.review}</StateMark>
        </p>
      )}
      <p class="message-text">{visible}</p>
      {quoted && (
        <details>
          <summary>{texts.quoted}</summary>
          <p class="message-text muted">{quoted}</p>
        </details>
      )}
      {message.cut && <p class="hint">{rest[moment.language].cut}</p>}
      {message.leftOut && <p class="hint">{rest[moment.language].files(message.leftOut)}</p>}
      {(message.evidence.length > 0 || message.raw) && (
        <p class="small muted">
          {message.evidence.length > 0 && <a href="#evidence-title">{texts.files(message.evidence.length)}</a>}{' '}
          {message.raw && <a href={`/desk/claims/${reference}/mails/${message.id}`}>{texts.raw}</a>}
        </p>
      )}
    </article>
  );
}

const rest = {
  en: {
    cut: 'The mail is longer; the whole of it is in the raw file.',
    files: (n: number) => `Files of the mail left out here: ${n}. They are in the raw file.`,
  },
  ru: {
    cut: 'Письмо длиннее; целиком оно — в исходном файле.',
    files: (n: number) => `Не показано файлов из письма: ${n}. Они — в исходном файле.`,
  },
};

export function CaseEvidence({ view, moment }: CaseProps) {
  const { claim } = view;
  const texts = caseTexts(moment.language);
  return (
    <section aria-labelledby="evidence-title">
      <h2 id="evidence-title">{texts.sections.evidence}</h2>
      {claim.evidence.length === 0 ? (
        <p class="muted">{texts.evidence.none}</p>
      ) : (
        <Table
          caption={texts.sections.evidence}
          hideCaption
          columns={texts.evidence.columns.map((label, index) => ({ label, number: index === 1 }))}
          rows={claim.evidence.map((file) => [
            <a href={`/desk/claims/${claim.reference}/files/${file.id}`}>{file.name}</a>,
            fileSize(file.size, moment.language),
            <Hash sha256={file.sha256} />,
            texts.evidence.from[file.from],
            showInstant(file.at, moment.zone, moment.language),
          ])}
        />
      )}
    </section>
  );
}
