export { answerGraphql } from './answer.ts';
