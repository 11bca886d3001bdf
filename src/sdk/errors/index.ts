export * from './classes.ts';
export { type ErrorCode, HatchedError, isHatchedError } from './hatched-error.ts';
export { ERROR_CODES } from './of-answer.ts';
