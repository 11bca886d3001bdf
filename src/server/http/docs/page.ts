/** Swagger UI comes from this server's own files, and calls no other. */
export const REFERENCE_POLICY = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self'`,
  `img-src 'self' data:`,
  `connect-src 'self'`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
].join('; ');

interface Reference {
  version: string;
  /** Address of the OpenAPI document. */
  spec: string;
  /** The folder of the page's files. */
  files: string;
  /** Whether calls can be tried, with a key: there is a server to send them to. */
  tries: boolean;
}

/** The page of the API reference. */
export function referencePage({ version, spec, files, tries }: Reference): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Hatched Buddy API ${version}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${files}/swagger-ui.css">
<link rel="stylesheet" href="${files}/reference.css">
</head>
<body>
<main id="reference" data-spec="${spec}"${tries ? ' data-tries' : ''}>
<p>The API of this server is described in <a href="${spec}">an OpenAPI document</a>. To read it here, JavaScript has to be on, and the documents built (<code>npm run build</code>).</p>
</main>
<script src="${files}/swagger-ui-bundle.js" defer></script>
<script src="${files}/reference.js" defer></script>
</body>
</html>
`;
}
