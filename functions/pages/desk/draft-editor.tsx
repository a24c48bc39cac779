import { covered, type Demand, outcomes, uncovered } from '#domain/claims/claim.ts';
import { currencies } from '#domain/money.ts';
import { demandNames, outcomeNames, showInstant, showMoney } from '#domain/replies/format.ts';
import { Buttons, CsrfField, Field, HiddenField, Select, TextArea } from '../parts/form.tsx';
import { Flash, Hash, StateMark } from '../parts/state.tsx';
import { caseTexts } from '../texts/desk.ts';
import { t } from '../texts/texts.ts';
import type { CaseProps } from './case-context.ts';
import { DraftSetOff } from './draft-set-off.tsx';
import { draftOnRecord, type TypedAnswer } from './read-draft.ts';

const sourceList = 'source-list';

/** The reply being written, beside what it rests on. */
export function DraftEditor(props: CaseProps) {
  const { staff, view, rights, names, moment, typed, errors } = props;
  const { claim, reply } = view;
  const texts = caseTexts(moment.language).draft;
  const draft = typed.draft ?? draftOnRecord(claim, reply);
  const path = `/desk/claims/${claim.reference}`;
  if (!rights.work) return <p class="muted">{texts.notYours}</p>;
  return (
    <div class="draft-columns">
      <form method="post" action={`${path}/draft`} class="draft" id="draft">
        <CsrfField visitor={staff} />
        <HiddenField name="seen" value={String(claim.version)} />
        <Returned {...props} />
        <p class="muted small">
          {texts.lead(texts.languages[claim.language])}
          {reply &&
            ` ${texts.lastSaved(showInstant(reply.at, moment.zone, moment.language), reply.author === 'system' ? texts.system : names(reply.author))}`}
        </p>
        <TextArea name="opening" label={texts.opening} value={draft.opening} rows={6} maxlength={20_000} errors={errors} />
        {claim.demands.map((demand, index) => (
          <AnswerCard demand={demand} index={index} answer={draft.answers[demand.id]} {...props} />
        ))}
        {claim.demands.length > 0 && <p class="hint">{texts.table}</p>}
        <TextArea name="closing" label={texts.closing} value={draft.closing} rows={8} maxlength={20_000} errors={errors} />
        <fieldset id="f-enclosures">
          <legend>{texts.enclosures}</legend>
          {claim.evidence.length === 0 && <p class="muted">{texts.noEnclosures}</p>}
          {claim.evidence.map((file) => (
            <label class="choice">
              <input type="checkbox" name="enclosure" value={file.id} checked={draft.enclosures.includes(file.id)} />
              <span>
                {file.name} <Hash sha256={file.sha256} />
              </span>
            </label>
          ))}
        </fieldset>
        <datalist id={sourceList}>
          {sourcesOf(props).map((source) => (
            <option value={source} />
          ))}
        </datalist>
        <Buttons>
          <button type="submit" name="action" value="save">
            {texts.save}
          </button>
          <button type="submit" class="primary" formaction={`${path}/submit`}>
            {texts.submit}
          </button>
          <button type="submit" class="quiet" name="action" value="renew">
            {texts.renew}
          </button>
        </Buttons>
      </form>
      <aside aria-label={texts.sources}>
        <Coverage {...props} />
        <DraftSetOff {...props} />
        {sourcesOf(props).length > 0 && (
          <div class="card">
            <h3>{texts.sources}</h3>
            <ul class="plain small">
              {sourcesOf(props).map((source) => (
                <li>{source}</li>
              ))}
            </ul>
          </div>
        )}
      </aside>
    </div>
  );
}

/** Clauses of the contract, clauses of the law behind the clocks, and the files: what an answer can rest on, in the customer's language. */
function sourcesOf({ view }: CaseProps): string[] {
  const { claim, contract } = view;
  const { language } = claim;
  const words = language === 'ru' ? { contract: 'договор №', of: 'договора №' } : { contract: 'contract', of: 'of contract' };
  const clauses = Object.values(contract?.terms.clauses ?? {}).filter(Boolean);
  return [
    ...new Set([
      ...clauses.map((clause) => `${clause} ${words.of} ${contract?.number}`),
      ...(contract ? [`${words.contract} ${contract.number}`] : []),
      ...claim.clocks.filter((clock) => clock.kind === 'statutory_answer').map((clock) => clock.clause[language]),
      ...claim.evidence.map((file) => file.name),
    ]),
  ];
}

function AnswerCard({
  demand,
  index,
  answer,
  moment,
  errors,
}: CaseProps & { demand: Demand; index: number; answer: TypedAnswer | undefined }) {
  const { language } = moment;
  const texts = caseTexts(language).draft;
  const name = (part: string) => `answers.${demand.id}.${part}`;
  const { asked } = demand;
  return (
    <fieldset class="card" id={`f-answers-${demand.id}`}>
      <legend>
        {index + 1}. {demandNames[language][demand.kind]}
        {asked && `, ${showMoney(asked.amount, asked.currency, language)}`}
      </legend>
      {demand.text && <p class="muted small">{demand.text}</p>}
      <div class="row">
        <Select
          name={name('outcome')}
          label={texts.outcome}
          value={answer?.outcome}
          empty={texts.choose}
          errors={errors}
          options={outcomes.map((value) => ({ value, label: outcomeNames[language][value] }))}
        />
        <Field
          name={name('granted')}
          label={asked ? texts.granted(asked.currency) : texts.grantedAny}
          value={answer?.amount}
          inputmode="decimal"
          errors={errors}
        />
        {!asked && (
          <Select
            name={name('currency')}
            label={t(language).form.currency}
            value={answer?.currency}
            empty="—"
            errors={errors}
            options={currencies.map((code) => ({ value: code, label: code }))}
          />
        )}
      </div>
      <TextArea name={name('reason')} label={texts.reason} value={answer?.reason} rows={2} maxlength={4000} errors={errors} />
      <Field name={name('source')} label={texts.source} value={answer?.source} list={sourceList} maxlength={300} errors={errors} />
    </fieldset>
  );
}

/** Each demand with a tick or what it lacks; the words lead to the card. */
function Coverage({ view, moment }: CaseProps) {
  const { demands } = view.claim;
  const texts = caseTexts(moment.language).draft;
  if (demands.length === 0) return null;
  return (
    <div class="card">
      <h3>{texts.coverage}</h3>
      <ul class="plain">
        {demands.map((demand, index) => (
          <li class="cover">
            <a href={`#f-answers-${demand.id}`}>
              {index + 1}. {demandNames[moment.language][demand.kind]}
            </a>
            <StateMark tone={covered(demand) ? 'done' : 'soon'}>{covered(demand) ? texts.covered : texts.missing}</StateMark>
          </li>
        ))}
      </ul>
      <p class="small">{uncovered(demands).length === 0 ? texts.allCovered : texts.someMissing}</p>
    </div>
  );
}

function Returned({ view, names, moment }: CaseProps) {
  const returned = view.claim.reply?.returned;
  if (!returned) return null;
  const texts = caseTexts(moment.language).draft;
  return (
    <Flash kind="notice">
      <div>
        <strong>{texts.returnedBy(names(returned.by), showInstant(returned.at, moment.zone, moment.language))}</strong>
        <p class="message-text">{returned.comment}</p>
      </div>
    </Flash>
  );
}
