// Starts Swagger UI on the document that the page names. Nothing is kept: a key is gone with the page.
const place = document.querySelector('#reference');
const { spec, tries } = place.dataset;

const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', follow);
follow();

/** A browser that sends a secret key is refused, so the page neither asks for one nor offers the calls that want one. */
const SECRET = 'secretKey';
const browsersOnly = () => ({
  statePlugins: {
    auth: {
      wrapSelectors: {
        definitionsToAuthorize: (all) => (state) => all(state)?.filterNot((scheme) => scheme.has(SECRET)),
      },
    },
    spec: {
      wrapSelectors: {
        allowTryItOutFor:
          (_original, { specSelectors }) =>
          (_state, path, method) => {
            const security = specSelectors.specJson().getIn(['paths', path, method, 'security']);
            return tries !== undefined && (security.isEmpty() || security.some((way) => !way.has(SECRET)));
          },
      },
    },
  },
});

if (window.SwaggerUIBundle) {
  window.SwaggerUIBundle({
    url: spec,
    domNode: place,
    plugins: [browsersOnly],
    deepLinking: true,
    filter: true,
    docExpansion: 'list',
    defaultModelsExpandDepth: 0,
    displayRequestDuration: true,
    validatorUrl: null,
  });
}
