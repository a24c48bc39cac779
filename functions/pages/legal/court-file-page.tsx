import { explain } from '#domain/deadlines/explain.ts';
import { dayInZone } from '#domain/deadlines/zone.ts';
import { fileSize, showDate, showDay, showMoney } from '#domain/replies/format.ts';
import type { CourtFile } from '#usecases/court-file.ts';
import { dateWithDistance, type Moment } from '../parts/format.ts';
import { DefinitionList, Hash, StateMark, Table } from '../parts/state.tsx';
import { counterClaimsTexts } from '../texts/counter-claims.ts';
import { legalTexts } from '../texts/desk.ts';

type Props = { file: CourtFile; moment: Moment };

/** All that a court asks for: the sum, until when a suit can be brought, letters with their delivery, ledger, evidence; and the ZIP of it. */
export function CourtFilePage(props: Props) {
  const { file, moment } = props;
  const { language } = moment;
  const { counterClaim, sheet, contract } = file;
  const texts = counterClaimsTexts(language).court;
  return (
    <>
      <p class="small">
        <a href={`/counter-claims/${counterClaim.id}`}>{texts.back}</a>
      </p>
      <h1>{texts.title(counterClaim.accountName)}</h1>
      <p>{texts.lead}</p>
      <p>
        <a class="button primary" href={`/counter-claims/${counterClaim.id}/court-file.zip`}>
          {texts.download}
        </a>
      </p>
      <DefinitionList
        items={[
          [texts.asked, <strong>{showMoney(sheet.total, sheet.currency, language)}</strong>],
          [legalTexts(language).counterClaim.asOf('').trim(), showDay(sheet.asOf, language)],
          [texts.courtNamed, contract.terms.court ?? texts.none],
          [texts.procedure, contract.terms.claimProcedure ?? texts.none],
        ]}
      />
      <LimitationPart {...props} />
      <Letters {...props} />
      <Ledger {...props} />
      <Evidence {...props} />
    </>
  );
}

function LimitationPart({ file: { limitation }, moment }: Props) {
  const { language } = moment;
  const texts = counterClaimsTexts(language).court;
  const last = limitation && dateWithDistance(limitation.lastDay, moment);
  return (
    <section aria-labelledby="limitation">
      <h2 id="limitation">{texts.limitation}</h2>
      {!limitation && <p class="flash notice">{texts.limitationNone}</p>}
      {limitation && last && (
        <>
          <p>
            {texts.limitationOf(limitation.number, showDay(limitation.due, language))} {texts.limitationLast}: <strong>{last.text}</strong>{' '}
            <StateMark tone={last.days < 0 ? 'overdue' : last.days < 60 ? 'soon' : 'waiting'}>{last.distance}</StateMark>
          </p>
          <p class="small muted">{limitation.clause[language]}</p>
          {limitation.contractVoid && <p class="flash notice">{texts.contractVoid}</p>}
          {limitation.confidence === 'K' && <p class="small">{texts.known}</p>}
          <details>
            <summary>{texts.steps}</summary>
            <ol class="small">
              {explain(limitation.steps, language).map((line) => (
                <li>{line}</li>
              ))}
            </ol>
          </details>
        </>
      )}
    </section>
  );
}

function Letters({ file: { counterClaim }, moment: { language, zone } }: Props) {
  const { court, rungs } = counterClaimsTexts(language);
  const { delivery } = legalTexts(language).counterClaim;
  const link = (number: string) => <a href={`/counter-claims/${counterClaim.id}/letters/${number}`}>{number}</a>;
  const sent = counterClaim.letters.map((letter) => [
    rungs[letter.rung],
    link(letter.outgoingNumber),
    showDate(letter.sentAt ? dayInZone(letter.sentAt, zone) : letter.date, language),
    [letter.delivery ? delivery[letter.delivery] : '—', letter.posted ? `${letter.posted.number}` : ''].filter(Boolean).join(', '),
    letter.response ? showDate(letter.response.lastDay, language) : '—',
    <Hash sha256={letter.sha256} />,
  ]);
  const decided = counterClaim.freezes.flatMap(({ decision }) =>
    decision
      ? [
          [
            court.decision,
            link(decision.letter.outgoingNumber),
            showDate(decision.day, language),
            decision.delivery ? delivery[decision.delivery] : '—',
            decision.response ? showDate(decision.response.lastDay, language) : '—',
            <Hash sha256={decision.letter.sha256} />,
          ],
        ]
      : [],
  );
  return (
    <section aria-labelledby="letters">
      <h2 id="letters">{court.letters}</h2>
      <Table caption={court.letters} hideCaption columns={court.letterColumns.map((label) => ({ label }))} rows={[...sent, ...decided]} />
    </section>
  );
}

function Ledger({ file: { ledger, sheet }, moment: { language } }: Props) {
  const texts = counterClaimsTexts(language).court;
  return (
    <section aria-labelledby="ledger">
      <h2 id="ledger">{texts.ledger}</h2>
      <Table
        caption={texts.ledger}
        hideCaption
        columns={texts.ledgerColumns.map((label, index) => ({ label, number: index === 3 }))}
        rows={ledger.map(({ date, kind, number, amount }) => [
          showDate(date, language),
          texts.kinds[kind],
          number,
          showMoney(amount, sheet.currency, language),
        ])}
      />
    </section>
  );
}

function Evidence({ file: { counterClaim, evidence }, moment: { language } }: Props) {
  const texts = counterClaimsTexts(language).court;
  return (
    <section aria-labelledby="evidence">
      <h2 id="evidence">{texts.evidence}</h2>
      {evidence.length === 0 && <p class="muted">{texts.noEvidence}</p>}
      {evidence.length > 0 && (
        <Table
          caption={texts.evidence}
          hideCaption
          columns={texts.evidenceColumns.map((label, index) => ({ label, number: index === 2 }))}
          rows={evidence.map((file) => [
            <>
              <a href={`/counter-claims/${counterClaim.id}/files/${file.sha256}`}>{file.name}</a>
              {!file.inside && <span class="small muted"> {texts.leftOut}</span>}
            </>,
            file.number,
            fileSize(file.size, language),
            <Hash sha256={file.sha256} />,
          ])}
        />
      )}
    </section>
  );
}
