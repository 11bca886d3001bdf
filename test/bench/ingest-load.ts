import { TEST_SECRET_KEY } from '../support/real-server.ts';
import { measureLoad } from './measure.ts';
import { LESSON } from './workspace.ts';

export const USERS = 200;
export const SECONDS = 4;
/** More add little, fewer leave processors idle (docs/decisions.md). The loops by hand, too, run as many as they do best with. */
export const CONNECTIONS = 160;

/** Lessons of the users in turn, over HTTP. `rate` measures once: events a second. */
export function lessonsOverHttp(
  url: string,
  { connections = CONNECTIONS, users = USERS } = {},
): { rate(): Promise<number>; latency(): string } {
  let latency = '';
  return {
    async rate() {
      const load = await measureLoad({
        port: Number(new URL(url).port),
        connections,
        seconds: SECONDS,
        head: [
          'POST /api/v1/events HTTP/1.1',
          'Host: bench',
          `Authorization: Bearer ${TEST_SECRET_KEY}`,
          'Content-Type: application/json',
        ].join('\r\n'),
        body: LESSON,
        modulo: users,
        expect_status: 200,
      });
      latency = `p50 ${load.latency_ms.p50.toFixed(1)} ms, p99 ${load.latency_ms.p99.toFixed(1)} ms`;
      return load.requests / load.seconds;
    },
    /** Of the last measurement. */
    latency: () => latency,
  };
}
