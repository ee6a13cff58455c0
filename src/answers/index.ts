/** Each kind of answer: how it asks, how its value is shown, and how it is said. */
import './answers.css';

export { type Known, type OnReady, type PersonShown } from './answer.ts';
export { asks, preloadAnswers } from './asks.ts';
export { JapanesePhrase, Phrase } from './Phrase.tsx';
export { QuestionAnswer, type QuestionAnswerProps, type QuestionStep } from './QuestionAnswer.tsx';
export { sayValue, type Showing, showValue } from './values.ts';
