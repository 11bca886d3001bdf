import { HatchedClient } from 'hatched-buddy/sdk';

/** Of your own sign-in. */
const signedIn = () => ({ id: 'user_42' });

export async function POST() {
  const hatched = new HatchedClient({
    apiKey: process.env.HATCHED_SECRET_KEY!,
    baseUrl: process.env.HATCHED_URL ?? 'http://127.0.0.1:8787',
  });
  const session = await hatched.widgetSessions.create({
    userId: signedIn().id,
    ensureEgg: true,
    scopes: ['read', 'marketplace:browse', 'marketplace:purchase', 'items:equip', 'buddy:hatch'],
  });
  return Response.json(session, { headers: { 'cache-control': 'no-store' } });
}
