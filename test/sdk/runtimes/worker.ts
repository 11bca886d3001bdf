import { Hono } from 'hono';
import { verifyHonoRequest } from '../../../src/sdk/webhooks/index.ts';
import { runInRuntime, type Task } from './script.ts';

/** An app on Workers: what `script.ts` does, and a webhook that arrives. */
const app = new Hono();
app.post('/run', async (context) => context.json(await runInRuntime(await context.req.json<Task>())));
app.post('/hooks/:now', async (context) => {
  const secrets = context.req.query('secrets')!.split(' ');
  return context.json(await verifyHonoRequest(context, secrets, { now: Number(context.req.param('now')) }));
});
export default app;
