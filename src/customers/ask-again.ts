export { askAgain, type FieldErrors } from '../people/ask-again.ts';
