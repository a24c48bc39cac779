import { english } from './explain-en.ts';
import { russian } from './explain-ru.ts';
import type { Language } from './explain-words.ts';
import type { Step } from './step.ts';

export { amount, showDay } from './explain-words.ts';

/** One line per step, in the order of the count. */
export const explain = (steps: readonly Step[], language: Language): string[] => steps.map((step) => explainStep(step, language));

/** A step as a sentence without a full stop. */
export const explainStep = (step: Step, language: Language): string => (language === 'en' ? english(step) : russian(step));
