export default defineNuxtConfig({
  telemetry: false,
  css: ['hatched-buddy/styles.css'],
  vue: { compilerOptions: { isCustomElement: (tag) => tag === 'hatched-buddy' } },
  // NUXT_HATCHED_SECRET_KEY and NUXT_PUBLIC_HATCHED_URL, when it runs.
  runtimeConfig: { hatchedSecretKey: '', public: { hatchedUrl: 'http://127.0.0.1:8787' } },
});
