import { HatchedClient } from 'hatched-buddy/sdk';

export default defineEventHandler((event) => {
  const {
    hatchedSecretKey,
    public: { hatchedUrl },
  } = useRuntimeConfig(event);
  return new HatchedClient({ apiKey: hatchedSecretKey, baseUrl: hatchedUrl }).widgetSessions.create({
    userId: 'user_42',
    ensureEgg: true,
    scopes: ['read', 'marketplace:browse', 'marketplace:purchase', 'items:equip', 'buddy:hatch'],
  });
});
