import type { Visitor } from '../door.ts';
import { ErrorSummary, type Errors, noErrors } from '../parts/form.tsx';
import { Page } from '../parts/layout.tsx';
import { calculatorTexts } from '../texts/calculators.ts';
import { t } from '../texts/texts.ts';
import { AnswerCard } from './answer-card.tsx';
import type { Answer } from './ask.ts';
import { InterestAnswer } from './interest-answer.tsx';
import { type Choices, QuestionForm } from './question-form.tsx';
import { namedErrors, partNames, sentencesOf, type Typed } from './typed.ts';
import { YearView } from './year-view.tsx';

/** Any date question without a claim: the answer first, then the question that it answers, to be changed and asked again. */
export function CalculatorsPage({ visitor, typed, answer, choices }: { visitor: Visitor; typed: Typed; answer: Answer; choices: Choices }) {
  const { language } = visitor;
  const texts = calculatorTexts(language);
  const errors: Errors = answer.kind === 'wrong' ? sentencesOf(answer.fields, typed.part, language, answer.known) : noErrors;
  return (
    <Page
      title={`${texts.parts[typed.part]}: ${texts.title}`}
      visitor={visitor}
      sheets={['calculators.css']}
      wide={typed.part === 'year' || typed.part === 'interest'}
    >
      <ErrorSummary errors={namedErrors(errors, language)} title={t(language).form.problem} />
      <h1>{texts.title}</h1>
      <p>{texts.lead}</p>
      <nav class="parts" aria-label={texts.partsLabel}>
        {partNames.map((part) => (
          <a href={`/calculators?part=${part}`} aria-current={part === typed.part ? 'page' : undefined}>
            {texts.parts[part]}
          </a>
        ))}
      </nav>
      {(answer.kind === 'deadline' || answer.kind === 'time') && <AnswerCard answer={answer} language={language} />}
      {answer.kind === 'interest' && <InterestAnswer answer={answer} language={language} />}
      <QuestionForm typed={typed} errors={errors} choices={choices} language={language} />
      {answer.kind === 'year' && <YearView found={answer.found} language={language} />}
    </Page>
  );
}
