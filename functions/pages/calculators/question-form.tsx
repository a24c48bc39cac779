import type { Child } from 'hono/jsx';
import type { Language } from '#domain/claims/claim.ts';
import { currencies } from '#domain/money.ts';
import { type Errors, Field, HiddenField, type Option, Select, TextArea } from '../parts/form.tsx';
import { calculatorTexts } from '../texts/calculators.ts';
import { t } from '../texts/texts.ts';
import type { Typed } from './typed.ts';

/** What can be chosen: places with a calendar, rules of the book. */
export type Choices = { places: readonly Option[]; rules: readonly Option[]; interest: readonly Option[] };
type Props = { typed: Typed; errors: Errors; choices: Choices; language: Language };

/** The question as a form that only reads: it leads to an address with the question in it. */
export function QuestionForm(props: Props) {
  const { typed, errors, language } = props;
  const texts = calculatorTexts(language);
  const parts = { deadline: PeriodFields, rule: RuleFields, time: TimeFields, year: YearFields, interest: InterestFields };
  const Fields = parts[typed.part];
  const wrong = errors.get('ask');
  return (
    <form action="/calculators" class="question" novalidate>
      <HiddenField name="part" value={typed.part} />
      <Fields {...props} />
      {wrong && <p class="error-text">{wrong}</p>}
      <div class="buttons">
        <button type="submit" class="primary" id="f-ask">
          {typed.part === 'year' ? texts.show : texts.ask}
        </button>
      </div>
    </form>
  );
}

type Name = keyof ReturnType<typeof calculatorTexts>['fields'];
/** Fields of one form by their name: label, value and what is wrong come from the catalogue and the address. */
function fieldsOf({ typed, errors, language }: Props) {
  const { fields } = calculatorTexts(language);
  const optional = t(language).form.optional;
  const shared = (name: Name) => ({ name, label: fields[name], value: typed.values.get(name), errors });
  const option = (value: string, label: string): Option => ({ value, label });
  return {
    input: (name: Name, type: string, more: { hint?: string; optional?: boolean } = {}) => (
      <Field {...shared(name)} type={type} hint={more.hint} optional={more.optional ? optional : undefined} />
    ),
    number: (name: Name, more: { optional?: boolean } = {}) => (
      <Field {...shared(name)} inputmode="numeric" maxlength={7} optional={more.optional ? optional : undefined} />
    ),
    area: (name: Name, hint?: string) => <TextArea {...shared(name)} rows={3} hint={hint} optional={optional} maxlength={4000} />,
    select: (name: Name, options: readonly Option[], more: { hint?: string; empty?: string } = {}) => (
      <Select {...shared(name)} options={options} hint={more.hint} {...(more.empty === undefined ? {} : { empty: more.empty })} />
    ),
    choices: (words: Record<string, string>) => Object.entries(words).map(([value, label]) => option(value, label)),
  };
}

/** Folded away until something in it is filled in or wrong. */
function More({ names, props, title, children }: { names: readonly Name[]; props: Props; title: string; children: Child }) {
  const { values } = props.typed;
  const open = names.some((name) => props.errors.has(name) || (values.get(name) ?? '') !== '');
  return (
    <details open={open}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}

function PeriodFields(props: Props) {
  const texts = calculatorTexts(props.language);
  const { input, number, area, select, choices } = fieldsOf(props);
  const back = props.typed.values.get('direction') === 'backward';
  const names = ['cutoff', 'dayEnd', 'clearDays', 'zone', 'open', 'close', 'holidays', 'workingDays'] as const;
  return (
    <>
      <div class="row long">
        {input('trigger', 'date')}
        {input('hour', 'time', { hint: texts.hints.hour, optional: true })}
      </div>
      <div class="row">
        {number('length')}
        {select('unit', choices(texts.units))}
      </div>
      {select('place', placesWithOwn(props))}
      <div class="row long">
        {select('start', choices(texts.starts))}
        {select('end', choices(texts.ends))}
      </div>
      <More names={back ? [...names, 'direction'] : names} props={props} title={texts.more}>
        <div class="row">
          {input('cutoff', 'time', { optional: true })}
          {input('dayEnd', 'time', { optional: true })}
        </div>
        {select('direction', choices(texts.directions))}
        <label class="choice">
          <input
            id="f-clearDays"
            type="checkbox"
            name="clearDays"
            value="yes"
            checked={props.typed.values.get('clearDays') === 'yes'}
            aria-describedby={props.errors.has('clearDays') ? 'f-clearDays-error' : undefined}
          />
          {texts.fields.clearDays}
        </label>
        {props.errors.has('clearDays') && (
          <p class="error-text" id="f-clearDays-error">
            {props.errors.get('clearDays')}
          </p>
        )}
        <HoursFields {...props} />
        {input('zone', 'text', { hint: texts.hints.zone, optional: true })}
        {area('holidays', texts.hints.holidays)}
        {area('workingDays')}
      </More>
    </>
  );
}

function HoursFields(props: Props) {
  const { input } = fieldsOf(props);
  return (
    <div class="row long">
      {input('open', 'time', { hint: calculatorTexts(props.language).hints.open, optional: true })}
      {input('close', 'time', { optional: true })}
    </div>
  );
}

function RuleFields(props: Props) {
  const texts = calculatorTexts(props.language);
  const { input, select } = fieldsOf(props);
  return (
    <>
      {select('rule', props.choices.rules)}
      <div class="row long">
        {input('trigger', 'date')}
        {input('hour', 'time', { hint: texts.hints.hour, optional: true })}
      </div>
      {select('place', props.choices.places, { empty: texts.places.byRule ?? '', hint: texts.hints.place })}
    </>
  );
}

function TimeFields(props: Props) {
  const texts = calculatorTexts(props.language);
  const { input, number, area, select } = fieldsOf(props);
  return (
    <>
      {select('place', placesWithOwn(props))}
      <div class="row">
        {input('from', 'date')}
        {input('fromHour', 'time', { optional: true })}
      </div>
      <p class="hint">{texts.hints.time}</p>
      <div class="row">
        {input('to', 'date', { optional: true })}
        {input('toHour', 'time', { optional: true })}
      </div>
      <div class="row">
        {number('addHours', { optional: true })}
        {number('addMinutes', { optional: true })}
      </div>
      <HoursFields {...props} />
      <More names={['zone', 'holidays', 'workingDays']} props={props} title={texts.moreTime}>
        {input('zone', 'text', { hint: texts.hints.zone, optional: true })}
        {area('holidays', texts.hints.holidays)}
        {area('workingDays')}
      </More>
    </>
  );
}

function InterestFields(props: Props) {
  const texts = calculatorTexts(props.language);
  const { input, area, select, choices } = fieldsOf(props);
  const { hints, interest } = texts;
  return (
    <>
      <div class="row long">
        {input('principal', 'text', { hint: hints.principal })}
        {select(
          'currency',
          currencies.map((value) => ({ value, label: value })),
        )}
      </div>
      {select('law', props.choices.interest)}
      <div class="row long">
        {input('due', 'date')}
        {input('until', 'date')}
      </div>
      {input('other', 'date', { hint: hints.other, optional: true })}
      {area('payments', hints.payments)}
      <More names={['percent', 'cap']} props={props} title={interest.terms}>
        <p class="hint">{interest.termsHint}</p>
        <div class="row">
          {input('percent', 'text', { optional: true })}
          {select('per', choices(interest.per))}
        </div>
        <div class="row">
          {select('basis', choices(interest.bases))}
          {input('cap', 'text', { optional: true })}
        </div>
      </More>
      <More names={['debtSince', 'consumer', 'window']} props={props} title={interest.more}>
        {input('debtSince', 'date', { hint: hints.debtSince, optional: true })}
        <label class="choice">
          <input id="f-consumer" type="checkbox" name="consumer" value="yes" checked={props.typed.values.get('consumer') === 'yes'} />
          {texts.fields.consumer}
        </label>
        {props.errors.has('consumer') && <p class="error-text">{props.errors.get('consumer')}</p>}
        {select('window', choices(interest.windows), { empty: interest.noWindow })}
      </More>
    </>
  );
}

function YearFields(props: Props) {
  const { number, select } = fieldsOf(props);
  return (
    <div class="row">
      {select('place', props.choices.places)}
      {number('year')}
    </div>
  );
}

const placesWithOwn = ({ choices, language }: Props): Option[] => [
  ...choices.places,
  { value: 'own', label: calculatorTexts(language).places.own ?? 'own' },
];
