import { Refusal } from '../../contract/errors.ts';

/** Refuses what no query should hold. The path has been decoded by the router already. */
export function checkUrl(url: string): void {
  const start = url.indexOf('?');
  if (start === -1) return;
  const query = url.slice(start + 1);
  if (query.includes('%') && !isDecodable(query)) {
    throw new Refusal('bad_request', 'The URL is malformed: the percent-encoding of its query is not valid UTF-8.');
  }
  // URLs end up in logs, histories and referrers.
  if (/=(hatch_(live|test|pk)_|eyJ)/.test(query)) {
    throw new Refusal(
      'bad_request',
      'There is a credential in the URL, where logs keep it. Send it in the header "Authorization: Bearer …", and rotate it.',
    );
  }
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false; // a URIError, which says no more than that
  }
}
