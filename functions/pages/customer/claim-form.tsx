import { demandKinds } from '#domain/claims/claim.ts';
import { demandNames } from '#domain/replies/format.ts';
import type { Visitor } from '../door.ts';
import { CsrfField, ErrorSummary, type Errors, Field, HiddenField, MoneyField, noErrors, Select, TextArea } from '../parts/form.tsx';
import { Page } from '../parts/layout.tsx';
import { customerTexts } from '../texts/customer.ts';
import { t } from '../texts/texts.ts';
import { named } from './field-labels.ts';

export type TypedDemand = { kind: string; amount: string; currency: string; text: string };
/** Everything as it was typed: a form that comes back has lost nothing. */
export type Typed = {
  name: string;
  email: string;
  contractNumber: string;
  orderNumber: string;
  taxNumber: string;
  subject: string;
  text: string;
  wish: string;
  demands: readonly TypedDemand[];
  uploads: readonly { id: string; name: string }[];
  key: string;
};
export const emptyDemand: TypedDemand = { kind: '', amount: '', currency: 'EUR', text: '' };
export const emptyForm = (key: string, currency: string): Typed => ({
  name: '',
  email: '',
  contractNumber: '',
  orderNumber: '',
  taxNumber: '',
  subject: '',
  text: '',
  wish: '',
  demands: [{ ...emptyDemand, currency }],
  uploads: [],
  key,
});

/** One column, in the order in which one tells it: you, what it is about, what happened, what you ask for, files, check and send. */
export function ClaimForm({ visitor, typed, errors = noErrors }: { visitor: Visitor; typed: Typed; errors?: Errors }) {
  const { form } = customerTexts(visitor.language);
  const shared = t(visitor.language);
  const optional = shared.form.optional;
  return (
    <Page title={form.title} visitor={visitor}>
      <ErrorSummary errors={named(errors, visitor.language)} title={shared.form.problem} />
      <h1>{form.title}</h1>
      <p>{form.lead}</p>
      <form method="post" action="/claims" enctype="multipart/form-data" data-claim-form novalidate>
        <CsrfField visitor={visitor} />
        <HiddenField name="key" value={typed.key} />
        {/* The first button is the one that Enter presses in a field: it sends, it does not add a demand. */}
        <button type="submit" name="action" value="send" hidden />
        <p class="trap" aria-hidden="true">
          <label for="website">Website</label>
          <input id="website" name="website" tabindex={-1} autocomplete="off" />
        </p>
        <fieldset>
          <h2>{form.you}</h2>
          <Field name="contact.name" label={form.name} value={typed.name} errors={errors} autocomplete="name" maxlength={200} />
          <Field
            name="contact.email"
            label={form.email}
            hint={form.emailHint}
            value={typed.email}
            errors={errors}
            type="email"
            autocomplete="email"
            maxlength={254}
          />
        </fieldset>
        <fieldset>
          <h2>{form.about}</h2>
          <Field name="subject" label={form.subject} hint={form.subjectHint} value={typed.subject} errors={errors} maxlength={300} />
          <div class="row">
            <Field
              name="contractNumber"
              label={form.contractNumber}
              value={typed.contractNumber}
              errors={errors}
              optional={optional}
              maxlength={60}
            />
            <Field
              name="orderNumber"
              label={form.orderNumber}
              value={typed.orderNumber}
              errors={errors}
              optional={optional}
              maxlength={60}
            />
          </div>
          <Field
            name="contact.taxNumber"
            label={form.taxNumber}
            value={typed.taxNumber}
            errors={errors}
            optional={optional}
            maxlength={40}
          />
        </fieldset>
        <fieldset>
          <h2>{form.happened}</h2>
          <TextArea name="text" label={form.text} value={typed.text} errors={errors} rows={8} maxlength={50_000} />
        </fieldset>
        <fieldset data-demands>
          <h2>{form.ask}</h2>
          <p class="hint">{form.askHint}</p>
          {typed.demands.map((demand, index) => (
            <DemandCard visitor={visitor} demand={demand} index={index} errors={errors} removable={typed.demands.length > 1} />
          ))}
          <button type="submit" name="action" value="add-demand" formnovalidate class="quiet">
            + {form.addDemand}
          </button>
          <TextArea name="wish" label={form.wish} value={typed.wish} errors={errors} rows={2} optional={optional} maxlength={2000} />
        </fieldset>
        <FilesField visitor={visitor} uploads={typed.uploads} errors={errors} action="/claims/uploads" />
        <fieldset>
          <h2>{form.check}</h2>
          <p>{form.checkText}</p>
          <div class="buttons">
            <button type="submit" class="primary" name="action" value="send" id="f-send">
              {form.send}
            </button>
          </div>
        </fieldset>
      </form>
    </Page>
  );
}

function DemandCard({
  visitor,
  demand,
  index,
  errors,
  removable,
}: {
  visitor: Visitor;
  demand: TypedDemand;
  index: number;
  errors: Errors;
  removable: boolean;
}) {
  const { form } = customerTexts(visitor.language);
  const names = demandNames[visitor.language];
  const path = `demands.${index}`;
  return (
    <div class="card" data-demand>
      <h3>{form.demand(index + 1)}</h3>
      <Select
        name={`${path}.kind`}
        label={form.kind}
        value={demand.kind}
        errors={errors}
        empty={form.noDemand}
        options={demandKinds.map((kind) => ({ value: kind, label: names[kind] }))}
      />
      <MoneyField
        name={path}
        label={form.amount}
        amount={demand.amount}
        currency={demand.currency}
        errors={errors}
        visitor={visitor}
        optional={t(visitor.language).form.optional}
      />
      <TextArea
        name={`${path}.text`}
        label={form.demandText}
        value={demand.text}
        errors={errors}
        rows={2}
        optional={t(visitor.language).form.optional}
        maxlength={2000}
      />
      {removable && (
        <button type="submit" name="action" value={`remove-demand-${index}`} formnovalidate class="quiet compact">
          {form.removeDemand}
        </button>
      )}
    </div>
  );
}

/** Files: inside the form without script; with it each goes up on its own, with progress, and only its id comes along. */
export function FilesField({
  visitor,
  uploads,
  errors = noErrors,
  action,
}: {
  visitor: Visitor;
  uploads: Typed['uploads'];
  errors?: Errors;
  action: string;
}) {
  const { form } = customerTexts(visitor.language);
  const { fields } = t(visitor.language);
  const words = {
    'data-uploading': form.uploading,
    'data-uploaded': form.uploaded,
    'data-failed': form.failed,
    'data-remove': form.remove,
    'data-held': form.held,
    'data-refused': form.refused,
    'data-why': JSON.stringify({ 'file-too-large': fields['file-too-large'], 'empty-file': fields['empty-file'] }),
  };
  const wrong = errors.get('files');
  return (
    <fieldset data-files data-action={action} data-csrf={visitor.csrf} {...words}>
      <h2>{form.files}</h2>
      <div class={wrong ? 'field wrong' : 'field'}>
        <label for="f-files">{form.choose}</label>
        <p class="hint" id="f-files-hint">
          {form.filesHint}
        </p>
        {wrong && (
          <p class="error-text" id="f-files-error">
            {wrong}
          </p>
        )}
        <input id="f-files" type="file" name="files" multiple aria-describedby="f-files-hint" />
        <div data-upload-list aria-live="polite">
          {uploads.length > 0 && <p class="hint">{form.kept}</p>}
          {uploads.map((upload) => (
            <div class="upload">
              <span>{upload.name}</span>
              <label class="choice">
                <input type="checkbox" name="upload" value={`${upload.id}:${upload.name}`} checked />
                {form.uploaded}
              </label>
            </div>
          ))}
        </div>
        <p class="error-text" role="status" data-upload-status />
      </div>
    </fieldset>
  );
}
