import type { Child } from 'hono/jsx';
import { currencies } from '#domain/money.ts';
import type { Visitor } from '../door.ts';
import { t } from '../texts/texts.ts';

/** Wrong fields by path: the sentence beside each field and in the summary. */
export type Errors = ReadonlyMap<string, string>;
export const noErrors: Errors = new Map();
/** A field's id, from its path: "demands.0.amount" -> "f-demands-0-amount". */
export const fieldId = (path: string): string => `f-${path.replaceAll(/[^A-Za-z0-9]+/g, '-')}`;

export const CsrfField = ({ visitor }: { visitor: Pick<Visitor, 'csrf'> }) => <input type="hidden" name="csrf" value={visitor.csrf} />;
export const HiddenField = ({ name, value }: { name: string; value: string }) => <input type="hidden" name={name} value={value} />;

type Common = { name: string; label: Child; hint?: Child; errors?: Errors; required?: boolean; optional?: string | undefined };
const described = (id: string, hint: unknown, wrong: unknown): string | undefined =>
  [hint ? `${id}-hint` : '', wrong ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;

function Shell({ name, label, hint, errors = noErrors, optional, children }: Common & { children: Child }) {
  const id = fieldId(name);
  const wrong = errors.get(name);
  return (
    <div class={wrong ? 'field wrong' : 'field'}>
      <label for={id}>
        {label} {optional && <span class="optional">({optional})</span>}
      </label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {wrong && (
        <p class="error-text" id={`${id}-error`}>
          {wrong}
        </p>
      )}
      {children}
    </div>
  );
}

type Input = Common & {
  value?: string | undefined;
  type?: string;
  autocomplete?: string;
  inputmode?: 'decimal' | 'numeric' | 'email';
  maxlength?: number;
  list?: string;
  min?: string;
  max?: string;
};
export function Field({ type = 'text', value, autocomplete, inputmode, maxlength, list, min, max, ...common }: Input) {
  const id = fieldId(common.name);
  const wrong = common.errors?.get(common.name);
  return (
    <Shell {...common}>
      <input
        id={id}
        name={common.name}
        type={type}
        value={value ?? ''}
        autocomplete={autocomplete}
        inputmode={inputmode}
        maxlength={maxlength}
        list={list}
        min={min}
        max={max}
        required={common.required}
        aria-describedby={described(id, common.hint, wrong)}
        aria-invalid={wrong ? 'true' : undefined}
      />
    </Shell>
  );
}

export function TextArea({
  value,
  rows = 5,
  maxlength,
  ...common
}: Common & { value?: string | undefined; rows?: number; maxlength?: number }) {
  const id = fieldId(common.name);
  const wrong = common.errors?.get(common.name);
  return (
    <Shell {...common}>
      <textarea
        id={id}
        name={common.name}
        rows={rows}
        maxlength={maxlength}
        required={common.required}
        aria-describedby={described(id, common.hint, wrong)}
        aria-invalid={wrong ? 'true' : undefined}
      >
        {value ?? ''}
      </textarea>
    </Shell>
  );
}

export type Option = { value: string; label: string };
export function Select({
  value,
  options,
  empty,
  ...common
}: Common & { value?: string | undefined; options: readonly Option[]; empty?: string }) {
  const id = fieldId(common.name);
  const wrong = common.errors?.get(common.name);
  return (
    <Shell {...common}>
      <select
        id={id}
        name={common.name}
        required={common.required}
        aria-describedby={described(id, common.hint, wrong)}
        aria-invalid={wrong ? 'true' : undefined}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </Shell>
  );
}

/** An amount and its currency side by side. `name` is the path before ".amount" and ".currency". */
export function MoneyField({
  name,
  label,
  amount,
  currency,
  errors,
  visitor,
  optional,
}: {
  name: string;
  label: string;
  amount?: string | undefined;
  currency?: string | undefined;
  errors?: Errors;
  visitor: Visitor;
  optional?: string;
}) {
  return (
    <div class="row money-row">
      <Field name={`${name}.amount`} label={label} value={amount} inputmode="decimal" {...(errors ? { errors } : {})} optional={optional} />
      <Select
        name={`${name}.currency`}
        label={t(visitor.language).form.currency}
        value={currency}
        options={currencies.map((code) => ({ value: code, label: code }))}
        {...(errors ? { errors } : {})}
      />
    </div>
  );
}

/** All that is wrong, with links to the fields; takes the focus when the page opens. */
export function ErrorSummary({ errors, title }: { errors: Errors; title: string }) {
  if (errors.size === 0) return null;
  return (
    <div class="error-summary" role="alert" tabindex={-1} data-error-summary>
      <h2>{title}</h2>
      <ul>
        {[...errors].map(([path, sentence]) => (
          <li>
            <a href={`#${fieldId(path)}`}>{sentence}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

export const Buttons = ({ children }: { children: Child }) => <div class="buttons">{children}</div>;
