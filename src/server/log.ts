import { pino } from 'pino';
import type { LogLevel } from './settings.ts';

/** The part of pino that the server uses; Fastify's own logger fits. */
export interface Logger {
  debug(data: object, message?: string): void;
  info(data: object, message?: string): void;
  warn(data: object, message?: string): void;
  error(data: object, message?: string): void;
}

/** One JSON object a line on standard output. Secrets are kept out by never handing them in. */
export function createLog(level: LogLevel): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
}
