import { fileSize, showInstant } from '#domain/replies/format.ts';
import type { Quarantined } from '#stores/mail-store.ts';
import { cutText } from '#usecases/receive-mail.ts';
import type { Staff } from '../door.ts';
import { CsrfField } from '../parts/form.tsx';
import type { Moment } from '../parts/format.ts';
import { DefinitionList, Empty, StateMark, Table } from '../parts/state.tsx';
import { deskTexts } from '../texts/desk.ts';
import type { Names } from './staff-route.tsx';

export function QuarantinePage({
  entries,
  cursor,
  moment,
}: {
  entries: readonly Quarantined[];
  cursor?: string | undefined;
  moment: Moment;
}) {
  const { language } = moment;
  const texts = deskTexts(language).quarantine;
  return (
    <>
      <h1>{texts.title}</h1>
      <p>{texts.lead}</p>
      {entries.length === 0 ? (
        <Empty title={texts.empty}>{texts.emptyText}</Empty>
      ) : (
        <Table
          caption={texts.title}
          hideCaption
          columns={texts.columns.map((label, index) => ({ label, number: index === 4 }))}
          rows={entries.map((entry) => [
            showInstant(entry.at, moment.zone, language),
            entry.from || '—',
            <a href={`/desk/quarantine/${entry.id}`}>{entry.subject || texts.noSubject}</a>,
            <StateMark tone="soon">{texts.reasons[entry.reason]}</StateMark>,
            fileSize(entry.size, language),
          ])}
        />
      )}
      {cursor && (
        <p>
          <a class="button" href={`/desk/quarantine?cursor=${encodeURIComponent(cursor)}`}>
            {deskTexts(language).customers.more}
          </a>
        </p>
      )}
    </>
  );
}

export type QuarantineEntryProps = {
  staff: Staff;
  entry: Quarantined;
  text: string;
  rawUrl: string;
  names: Names;
  moment: Moment;
  mayRelease: boolean;
};

const cutHere = {
  en: 'The mail is longer; the whole of it is in the raw file.',
  ru: 'Письмо длиннее; целиком оно — в исходном файле.',
};

/** One message: why it is here, what of it is plain text, and what a person makes of it. */
export function QuarantineEntryPage({ staff, entry, text, rawUrl, names, moment, mayRelease }: QuarantineEntryProps) {
  const { language } = moment;
  const texts = deskTexts(language).quarantine;
  const [received, from, , reason, size] = texts.columns;
  const shown = cutText(text);
  return (
    <>
      <h1>{entry.subject || texts.noSubject}</h1>
      <DefinitionList
        items={[
          [reason, <StateMark tone="soon">{texts.reasons[entry.reason]}</StateMark>],
          [from, entry.from || '—'],
          [received, showInstant(entry.at, moment.zone, language)],
          [size, fileSize(entry.size, language)],
          entry.reference ? [texts.joins, <a href={`/desk/claims/${entry.reference}`}>{entry.reference}</a>] : undefined,
        ]}
      />
      <h2>{texts.text}</h2>
      {shown ? <p class="letter message-text">{shown}</p> : <p class="muted">{texts.noText}</p>}
      {shown.length < text.length && <p class="hint">{cutHere[language]}</p>}
      <p>
        <a href={rawUrl}>{texts.raw}</a>
      </p>
      {entry.released ? (
        <Released entry={entry} released={entry.released} names={names} moment={moment} />
      ) : (
        mayRelease && <Decide staff={staff} entry={entry} />
      )}
    </>
  );
}

function Decide({ staff, entry }: { staff: Staff; entry: Quarantined }) {
  const texts = deskTexts(staff.language).quarantine;
  return (
    <section class="card" aria-labelledby="decide-title">
      <h2 id="decide-title">{texts.decide}</h2>
      <div class="two-forms">
        {(['claim', 'discard'] as const).map((choice) => (
          <form method="post" action={`/desk/quarantine/${entry.id}`}>
            <CsrfField visitor={staff} />
            <p class="small muted">{choice === 'claim' ? texts.claimText : texts.discardText}</p>
            <button
              type="submit"
              name="as"
              value={choice === 'claim' ? 'claim' : 'discarded'}
              class={choice === 'claim' ? 'primary' : undefined}
            >
              {texts[choice]}
            </button>
          </form>
        ))}
      </div>
    </section>
  );
}

function Released({
  released,
  names,
  moment,
}: {
  entry: Quarantined;
  released: NonNullable<Quarantined['released']>;
  names: Names;
  moment: Moment;
}) {
  const texts = deskTexts(moment.language).quarantine;
  return (
    <p>
      {texts.released(names(released.by), showInstant(released.at, moment.zone, moment.language))}.{' '}
      {released.as === 'claim' ? (
        <>
          {texts.becameClaim} <a href={`/desk/claims/${released.target}`}>{released.target}</a>
        </>
      ) : (
        texts.wasDiscarded
      )}
    </p>
  );
}
