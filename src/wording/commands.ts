/** Words for the command line, which knows no screens. */
export { accessLine, counterWords } from './counter/counter-wording.ts';
